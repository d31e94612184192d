using RentABot.Contracts;

namespace RentABot.Gateway.Web.Overview;

public sealed record OverviewModel
{
    /// <summary>How many resources have a status.</summary>
    public required StatusCounts Resources { get; init; }

    /// <summary>The share of the last day for which the resources that there are now were locked, 0–1.</summary>
    public required double LockedShare { get; init; }

    public required IReadOnlyList<Pool> Pools { get; init; }

    /// <summary>The locks that end first.</summary>
    public required IReadOnlyList<LockState> Ending { get; init; }

    /// <summary>How many reservations wait.</summary>
    public required int Waiting { get; init; }

    /// <summary>Since when the one has waited that has waited longest.</summary>
    public required DateTimeOffset? WaitingSince { get; init; }

    /// <summary>Those that are served next.</summary>
    public required IReadOnlyList<QueueLine> Queue { get; init; }

    public required DateTimeOffset Now { get; init; }
}
