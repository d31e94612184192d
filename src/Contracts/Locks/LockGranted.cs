namespace RentABot.Contracts;

/// <summary>A granted lock, with its token: in the answer to the call that granted it and nowhere else.</summary>
public sealed record LockGranted
{
    /// <summary>Identifies the lock; not a secret.</summary>
    public required Guid LockId { get; init; }

    /// <summary>The bearer secret that unlocks and extends this lock.</summary>
    public required string LockToken { get; init; }

    /// <summary>Larger for every later lock of the same resource.</summary>
    public required long FencingToken { get; init; }

    /// <summary>The locked resource.</summary>
    public required long ResourceId { get; init; }

    /// <summary>When it was granted.</summary>
    public required DateTimeOffset AcquiredAt { get; init; }

    /// <summary>When it ends unless it is extended.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The resource after the grant.</summary>
    public required ResourceState Resource { get; init; }

    /// <summary>Says the lock without its token.</summary>
    public override string ToString() => $"LockGranted {{ LockId = {LockId}, ResourceId = {ResourceId} }}";
}
