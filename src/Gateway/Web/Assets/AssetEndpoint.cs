using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace RentABot.Gateway.Web.Assets;

internal static class AssetEndpoint
{
    /// <summary>Under an address that names its content: a year, and never asked for again.</summary>
    private const string ForGood = "public, max-age=31536000, immutable";
    private const string AskAgain = "public, no-cache";

    public static void MapAssets(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/assets/{**path}", Get).ExcludeFromDescription().AllowAnonymous().DisableRateLimiting();

    private static Results<FileContentHttpResult, NotFound> Get(string path, HttpContext context)
    {
        if (AssetFiles.Find(path) is not { } file) return TypedResults.NotFound();
        context.Response.Headers.CacheControl = context.Request.Query["v"] == file.Tag ? ForGood : AskAgain;
        return TypedResults.File(file.Content, file.ContentType, entityTag: new EntityTagHeaderValue($"\"{file.Tag}\""));
    }
}
