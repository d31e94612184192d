namespace RentABot.Persistence.Queue;

/// <summary>Where a pending reservation stands, and what it waits for.</summary>
public sealed record QueueStanding
{
    /// <summary>From 1, among the pending reservations that compete with it for some resource.</summary>
    public required int Position { get; init; }

    /// <summary>How many resources are held for it by now.</summary>
    public required int Gathered { get; init; }

    /// <summary>How many registered resources suit it.</summary>
    public required int Matching { get; init; }

    /// <summary>How many of those are locked.</summary>
    public required int Locked { get; init; }

    /// <summary>How many are held, for it or for others.</summary>
    public required int Held { get; init; }

    /// <summary>How many are out of service and not locked.</summary>
    public required int Unavailable { get; init; }

    /// <summary>How many of the locked are out of service once their locks end.</summary>
    public required int LockedThenUnavailable { get; init; }

    /// <summary>How many are free.</summary>
    public int Free => Matching - Locked - Held - Unavailable;

    /// <summary>
    /// By when it is served, unless a lock is extended, somebody of better rank comes or a resource goes out of service, is
    /// changed or removed; null where nothing promises it.
    /// </summary>
    public required DateTimeOffset? ServedBy { get; init; }
}
