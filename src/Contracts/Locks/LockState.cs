namespace RentABot.Contracts;

/// <summary>A lock as events carry it: never with its token. Instants are UTC.</summary>
public sealed record LockState
{
    /// <summary>Identifies the lock.</summary>
    public required Guid LockId { get; init; }

    /// <summary>The locked resource.</summary>
    public required long ResourceId { get; init; }

    /// <summary>The locked resource's name when the lock was granted.</summary>
    public required string ResourceName { get; init; }

    /// <summary>Who holds it.</summary>
    public required string ClientId { get; init; }

    /// <summary>What the holder said about it.</summary>
    public string? Details { get; init; }

    /// <summary>Larger for every later lock of the same resource.</summary>
    public required long FencingToken { get; init; }

    /// <summary>When it was granted.</summary>
    public required DateTimeOffset AcquiredAt { get; init; }

    /// <summary>When it ends unless it is extended.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The reservation that it was claimed from.</summary>
    public Guid? ReservationId { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Why it ended.</summary>
    public LockEndReason? EndReason { get; init; }
}
