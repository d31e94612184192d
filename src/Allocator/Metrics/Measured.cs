namespace RentABot.Allocator.Metrics;

/// <summary>What is counted and measured in a write transaction.</summary>
internal enum Measured
{
    /// <summary>Somebody asked for locks, or claimed them.</summary>
    Acquisition,

    /// <summary>A lock ended, for whatever reason, after it had run for some time.</summary>
    LockEnd,

    /// <summary>A lock's time ran out.</summary>
    LockExpiry,

    /// <summary>What was to end at an instant ended, some time after it.</summary>
    Expiry,

    /// <summary>A reservation was served, some time after it was made.</summary>
    Fulfilment,
}
