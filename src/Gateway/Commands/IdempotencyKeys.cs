using System.Security.Cryptography;
using System.Text.Json;
using RentABot.Gateway.Callers;
using RentABot.Gateway.Problems;

namespace RentABot.Gateway.Commands;

/// <summary>The <c>Idempotency-Key</c> of a request, scoped so that callers cannot meet each other's.</summary>
internal static class IdempotencyKeys
{
    public const string Header = "Idempotency-Key";
    public const string ReplayedHeader = "Idempotency-Replayed";
    private const int MaxLength = 200;

    /// <summary>A digest of caller, route, client and key; null for a request without a key.</summary>
    public static string? Of(HttpContext context, Caller caller, string? clientId)
    {
        if (!context.Request.Headers.TryGetValue(Header, out var values)) return null;
        var key = values.ToString();
        if (key.Length is 0 or > MaxLength)
        {
            throw new ProblemException(ProblemCatalog.Invalid(Header, $"must be 1–{MaxLength} characters"));
        }

        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? context.Request.Path.Value!;
        return Digest(caller.Name, $"{context.Request.Method} {route}", clientId ?? "", key);
    }

    /// <summary>The key under which a request starts anew after what its key had made has ended without a grant.</summary>
    public static string After(string key, Guid ended) => Digest(key, ended.ToString("N"));

    // As a JSON array, so that no part can run into the next.
    private static string Digest(params string[] parts) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(parts)));
}
