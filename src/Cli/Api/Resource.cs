namespace RentABot.Cli.Api;

/// <summary>A resource as the server answers it, as far as people are shown it.</summary>
internal sealed record Resource
{
    public required long Id { get; init; }
    public required string Name { get; init; }
    public string Description { get; init; } = "";
    public string Endpoint { get; init; } = "";
    public IReadOnlyList<string> Tags { get; init; } = [];
    public int MaxLockDuration { get; init; }
    public string Status { get; init; } = "";
    public string? LockClientId { get; init; }
    public string? LockDetails { get; init; }
    public DateTimeOffset? LockAcquiredAt { get; init; }
    public DateTimeOffset? LockExpiresAt { get; init; }
    public int? LockExpiresIn { get; init; }
    public long? FencingToken { get; init; }
    public string? ReservationId { get; init; }
    public bool Unavailable { get; init; }
    public string? UnavailableReason { get; init; }
    public DateTimeOffset? UnavailableSince { get; init; }
    public DateTimeOffset? UnavailableFrom { get; init; }
    public DateTimeOffset? UnavailableUntil { get; init; }
}
