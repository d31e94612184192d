namespace RentABot.Gateway.Resources;

/// <summary>A lock that reached its expiry.</summary>
internal sealed record ExpiredLockResponse
{
    public required long ResourceId { get; init; }
    public required string ResourceName { get; init; }
    public required string ClientId { get; init; }
    public required DateTimeOffset AcquiredAt { get; init; }
    public required DateTimeOffset ExpiredAt { get; init; }
}
