namespace RentABot.Gateway.Webhooks;

/// <summary>A wish that was written down; the scheduler sees to it within seconds.</summary>
internal sealed record RedeliverResponse
{
    /// <summary>When it was written down.</summary>
    public required DateTimeOffset RequestedAt { get; init; }
}
