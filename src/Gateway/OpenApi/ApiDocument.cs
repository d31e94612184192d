using RentABot.Gateway.Problems;
using Scalar.AspNetCore;

namespace RentABot.Gateway.OpenApi;

/// <summary>The API's description for programs and for people.</summary>
internal static class ApiDocument
{
    private const string Version = "v1";

    public static void AddApiDocument(this IServiceCollection services) => services.AddOpenApi(Version, options =>
    {
        options.AddDocumentTransformer<DocumentHead>();
        options.AddOperationTransformer<OperationDetails>();
        options.AddOperationTransformer<OperationExamples>();
        options.AddSchemaTransformer<TagListSchema>();
        options.AddSchemaTransformer<OpenAnswers>();
    });

    public static void MapApiDocument(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapOpenApi($"/openapi/{Version}.json").AllowAnonymous();
        endpoints.MapScalarApiReference("/docs", options =>
        {
            options.Title = "Rent-A-Bot";
            options.OpenApiRoutePattern = "/openapi/{documentName}.json";
            options.AddDocument(Version);

            // Everything comes from this host: a lab may have no way out.
            options.DisableDefaultFonts().DisableTelemetry().DisableAgent().DisableMcp();

            // The page's own scripts, and no others; SecurityHeaders names them.
            options.WithNonce();
        }).AddEndpointFilter(OnlyThisVersion).AllowAnonymous();
    }

    /// <summary>The page would take any word in its address for a document's name, and write it into itself.</summary>
    private static ValueTask<object?> OnlyThisVersion(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.HttpContext.GetRouteValue("documentName") is null or Version
            ? next(context)
            : ValueTask.FromResult<object?>(ProblemCatalog.OfStatus(StatusCodes.Status404NotFound));
}
