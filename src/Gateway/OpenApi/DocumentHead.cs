using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using RentABot.Gateway.Access;

namespace RentABot.Gateway.OpenApi;

/// <summary>What the API is.</summary>
internal sealed class DocumentHead : IOpenApiDocumentTransformer
{
    /// <summary>How a caller says who it is: one of these, where the deployment asks at all.</summary>
    public static IReadOnlyDictionary<string, OpenApiSecurityScheme> SecuritySchemes { get; } = new Dictionary<string, OpenApiSecurityScheme>
    {
        ["ApiKey"] = new() { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Header, Name = ApiKeyHandler.Header },
        ["Bearer"] = new() { Type = SecuritySchemeType.Http, Scheme = "bearer", BearerFormat = "JWT" },
    };

    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Rent-A-Bot",
            Version = "1",
            Description = """
                Exclusive access to shared resources, for jobs and people: lock with a time limit, or queue for N of M that match.

                Instants are RFC 3339 in UTC; durations are whole seconds. Errors are problem documents (RFC 9457) with a
                stable `code`. Send an `Idempotency-Key` with a call that changes something, and it can be repeated safely.
                """,
        };
        document.Servers = [];
        foreach (var (name, scheme) in SecuritySchemes) document.AddComponent(name, scheme);
        return Task.CompletedTask;
    }
}
