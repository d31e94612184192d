namespace RentABot.Persistence.Webhooks;

/// <summary>What a request with an idempotency key was answered, for its repeats. The gateway's own.</summary>
public sealed class WebhookAnswer
{
    /// <summary>The scoped idempotency key's digest.</summary>
    public required string Key { get; init; }

    /// <summary>A digest of the request: another one under the same key is refused.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The answer as JSON, encrypted: it may have a secret in it.</summary>
    public required byte[] Answer { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
}
