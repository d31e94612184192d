using RentABot.Persistence.Queue;

namespace RentABot.Gateway.Reservations;

/// <summary>What a pending reservation waits for: how many of how many it has, and what became of the resources that suit it.</summary>
internal sealed record WaitingForResponse
{
    public WaitingForResponse(QueueStanding standing, int quantity)
    {
        Gathered = standing.Gathered;
        Quantity = quantity;
        Matching = standing.Matching;
        Free = standing.Free;
        Locked = standing.Locked;
        Held = standing.Held;
        Unavailable = standing.Unavailable;
        LockedThenUnavailable = standing.LockedThenUnavailable;
    }

    /// <summary>How many are held for it by now.</summary>
    public int Gathered { get; }

    /// <summary>How many it needs.</summary>
    public int Quantity { get; }

    /// <summary>Registered resources that suit it; the next four add up to it.</summary>
    public int Matching { get; }

    public int Free { get; }

    public int Locked { get; }

    /// <summary>Set aside, for it or for others.</summary>
    public int Held { get; }

    /// <summary>Out of service and not locked.</summary>
    public int Unavailable { get; }

    /// <summary>Of those that are locked: out of service once their locks end.</summary>
    public int LockedThenUnavailable { get; }
}
