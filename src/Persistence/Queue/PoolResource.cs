namespace RentABot.Persistence.Queue;

/// <summary>A registered resource as the queue sees it.</summary>
public sealed record PoolResource
{
    public required long Id { get; init; }
    public required string Name { get; init; }
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>Seconds.</summary>
    public required int MaxLockDuration { get; init; }

    /// <summary>Out of service.</summary>
    public required bool Unavailable { get; init; }
    public required DateTimeOffset? LastUsedAt { get; init; }

    /// <summary>When its running lock ends; null while none runs.</summary>
    public required DateTimeOffset? LockedUntil { get; init; }

    /// <summary>Whether both suit the same wishes.</summary>
    public bool IsDescribedAs(PoolResource other) =>
        Name == other.Name && MaxLockDuration == other.MaxLockDuration && Tags.SequenceEqual(other.Tags, StringComparer.Ordinal);
}
