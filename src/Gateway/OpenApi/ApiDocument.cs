using Scalar.AspNetCore;

namespace RentABot.Gateway.OpenApi;

/// <summary>The API's description for programs and for people.</summary>
internal static class ApiDocument
{
    public static void AddApiDocument(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.AddDocumentTransformer<DocumentHead>();
        options.AddOperationTransformer<OperationDetails>();
        options.AddOperationTransformer<OperationExamples>();
        options.AddSchemaTransformer<TagListSchema>();
        options.AddSchemaTransformer<OpenAnswers>();
    });

    public static void MapApiDocument(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        endpoints.MapScalarApiReference("/docs", options =>
        {
            options.Title = "Rent-A-Bot";
            options.OpenApiRoutePattern = "/openapi/{documentName}.json";
            options.AddDocument("v1");

            // Everything comes from this host: a lab may have no way out.
            options.DisableDefaultFonts().DisableTelemetry().DisableAgent().DisableMcp();
        }).AddEndpointFilter(OwnHostOnly).AllowAnonymous();
    }

    private static ValueTask<object?> OwnHostOnly(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        context.HttpContext.Response.Headers.ContentSecurityPolicy =
            "default-src 'self' data: blob:; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'";
        return next(context);
    }
}
