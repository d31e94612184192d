using RentABot.Contracts;

namespace RentABot.Persistence.Metrics;

/// <summary>How things stand, in numbers.</summary>
public sealed record StateFigures
{
    /// <summary>How many resources have a status; one that none has is not there.</summary>
    public required IReadOnlyDictionary<ResourceStatus, int> Resources { get; init; }

    /// <summary>How many running locks there are on resources of each pool.</summary>
    public required IReadOnlyDictionary<string, int> ActiveLocks { get; init; }

    /// <summary>How many running locks there are on resources of no pool.</summary>
    public required int ActiveLocksElsewhere { get; init; }

    /// <summary>How many reservations of a priority wait, where there are any.</summary>
    public required IReadOnlyDictionary<int, int> Waiting { get; init; }

    /// <summary>How many events the broker has not confirmed yet.</summary>
    public required int UnconfirmedEvents { get; init; }

    /// <summary>The age of the oldest of them; zero without any.</summary>
    public required TimeSpan Lag { get; init; }
}
