namespace RentABot.Contracts;

/// <summary>Prolongs a running lock. Exactly one of the two durations is given. Answered by <see cref="ExtendLockResult"/>.</summary>
public sealed record ExtendLock
{
    /// <summary>The locked resource.</summary>
    public required long ResourceId { get; init; }

    /// <summary>The token that the grant answered.</summary>
    public required string LockToken { get; init; }

    /// <summary>Seconds from the present expiry.</summary>
    public int? AdditionalTtl { get; init; }

    /// <summary>Seconds from now: a heartbeat. Never shortens the lock's life below its present expiry when that is later.</summary>
    public int? Ttl { get; init; }

    /// <summary>Says the command without its secret.</summary>
    public override string ToString() => nameof(ExtendLock);
}
