using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace RentABot.Gateway.OpenApi;

/// <summary>What the API is.</summary>
internal sealed class DocumentHead : IOpenApiDocumentTransformer
{
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
        return Task.CompletedTask;
    }
}
