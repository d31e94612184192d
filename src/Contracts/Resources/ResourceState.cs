namespace RentABot.Contracts;

/// <summary>A resource in full, as replies and events carry it. Instants are UTC.</summary>
public sealed record ResourceState
{
    /// <summary>Given by the service, never used twice.</summary>
    public required long Id { get; init; }

    /// <summary>Unique; 1–128 characters without white space or control characters.</summary>
    public required string Name { get; init; }

    /// <summary>Free text, up to 2000 characters.</summary>
    public required string Description { get; init; }

    /// <summary>Where the resource is reached: free text, up to 2000 characters.</summary>
    public required string Endpoint { get; init; }

    /// <summary>Up to 64 tags, in the order given, without repeats.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>The longest life of one lock, extensions included, in seconds.</summary>
    public required int MaxLockDuration { get; init; }

    /// <summary>What the resource can be used for now.</summary>
    public required ResourceStatus Status { get; init; }

    /// <summary>A lock runs.</summary>
    public required bool Locked { get; init; }

    /// <summary>Who holds the running lock.</summary>
    public string? LockClientId { get; init; }

    /// <summary>What the holder said about the lock.</summary>
    public string? LockDetails { get; init; }

    /// <summary>When the running lock was granted.</summary>
    public DateTimeOffset? LockAcquiredAt { get; init; }

    /// <summary>When the running lock ends unless it is extended.</summary>
    public DateTimeOffset? LockExpiresAt { get; init; }

    /// <summary>From when on the running lock counts as expiring.</summary>
    public DateTimeOffset? LockExpiringAt { get; init; }

    /// <summary>The running lock's number: larger for every later lock of the same resource.</summary>
    public long? FencingToken { get; init; }

    /// <summary>The reservation that the running lock belongs to or that the resource is held for.</summary>
    public Guid? ReservationId { get; init; }

    /// <summary>In maintenance now.</summary>
    public required bool Unavailable { get; init; }

    /// <summary>Why it is, or will be, in maintenance.</summary>
    public string? UnavailableReason { get; init; }

    /// <summary>Since when it is in maintenance.</summary>
    public DateTimeOffset? UnavailableSince { get; init; }

    /// <summary>When a planned maintenance begins; absent once it has begun.</summary>
    public DateTimeOffset? UnavailableFrom { get; init; }

    /// <summary>When it comes back by itself.</summary>
    public DateTimeOffset? UnavailableUntil { get; init; }

    /// <summary>When it was registered.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When anything about it changed last, its lock included.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>1, 2, 3 …: one more with every event about this resource.</summary>
    public required int Revision { get; init; }
}
