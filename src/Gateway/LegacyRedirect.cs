namespace RentABot.Gateway;

/// <summary>The addresses of the first release: 308, so that method and body stay.</summary>
internal static class LegacyRedirect
{
    public static void MapLegacyRedirect(this IEndpointRouteBuilder endpoints) =>
        endpoints.Map(ApiPaths.Legacy + "/{**rest}", context =>
        {
            context.Request.Path.StartsWithSegments(ApiPaths.Legacy, out var rest);
            var address = context.Request.PathBase.Add(ApiPaths.Base).Add(rest).ToUriComponent() + context.Request.QueryString;
            context.Response.Redirect(address, permanent: true, preserveMethod: true);
            return Task.CompletedTask;
        }).AllowAnonymous();
}
