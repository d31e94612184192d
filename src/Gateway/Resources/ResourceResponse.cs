using RentABot.Contracts;

namespace RentABot.Gateway.Resources;

/// <summary>A resource as clients see it. Instants are UTC, durations whole seconds.</summary>
internal sealed record ResourceResponse
{
    /// <summary>Given by the service, never used twice.</summary>
    public required long Id { get; init; }

    /// <summary>Unique; 1–128 characters without white space or control characters.</summary>
    public required string Name { get; init; }

    /// <summary>Free text.</summary>
    public required string Description { get; init; }

    /// <summary>Where the resource is reached.</summary>
    public required string Endpoint { get; init; }

    /// <summary>In the order given, without repeats.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>The longest life of one lock, extensions included, in seconds.</summary>
    public required int MaxLockDuration { get; init; }

    /// <summary>What the resource can be used for now.</summary>
    public required ResourceStatus Status { get; init; }

    /// <summary>A lock runs.</summary>
    public required bool Locked { get; init; }

    /// <summary>Who holds the lock.</summary>
    public required string? LockClientId { get; init; }

    /// <summary>What the holder says about the lock.</summary>
    public required string? LockDetails { get; init; }

    /// <summary>When the lock was granted.</summary>
    public required DateTimeOffset? LockAcquiredAt { get; init; }

    /// <summary>When the lock ends unless it is extended.</summary>
    public required DateTimeOffset? LockExpiresAt { get; init; }

    /// <summary>The lock is in its warning period.</summary>
    public required bool LockExpiring { get; init; }

    /// <summary>Seconds until the lock ends, for clients whose clock is off.</summary>
    public required int? LockExpiresIn { get; init; }

    /// <summary>The lock's number: larger for every later lock of the same resource.</summary>
    public required long? FencingToken { get; init; }

    /// <summary>The reservation that the lock was claimed from, or that the resource is held for.</summary>
    public required Guid? ReservationId { get; init; }

    /// <summary>In maintenance now.</summary>
    public required bool Unavailable { get; init; }

    /// <summary>Why it is, or will be, in maintenance.</summary>
    public required string? UnavailableReason { get; init; }

    /// <summary>Since when it is in maintenance.</summary>
    public required DateTimeOffset? UnavailableSince { get; init; }

    /// <summary>When a planned maintenance begins.</summary>
    public required DateTimeOffset? UnavailableFrom { get; init; }

    /// <summary>When it comes back by itself.</summary>
    public required DateTimeOffset? UnavailableUntil { get; init; }

    /// <summary>When it was registered.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When anything about it changed last, its lock included.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    public static ResourceResponse Of(ResourceState state, DateTimeOffset now) => new()
    {
        Id = state.Id,
        Name = state.Name,
        Description = state.Description,
        Endpoint = state.Endpoint,
        Tags = state.Tags,
        MaxLockDuration = state.MaxLockDuration,
        Status = state.Status,
        Locked = state.Locked,
        LockClientId = state.LockClientId,
        LockDetails = state.LockDetails,
        LockAcquiredAt = state.LockAcquiredAt,
        LockExpiresAt = state.LockExpiresAt,
        LockExpiring = state.IsExpiring(now),
        LockExpiresIn = state.LockExpiresAt is { } end ? Remaining.Seconds(end, state.LockAcquiredAt, now) : null,
        FencingToken = state.FencingToken,
        ReservationId = state.ReservationId,
        Unavailable = state.Unavailable,
        UnavailableReason = state.UnavailableReason,
        UnavailableSince = state.UnavailableSince,
        UnavailableFrom = state.UnavailableFrom,
        UnavailableUntil = state.UnavailableUntil,
        CreatedAt = state.CreatedAt,
        UpdatedAt = state.UpdatedAt,
    };
}
