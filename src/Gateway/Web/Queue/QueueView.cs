using RentABot.Persistence.Reservations;

namespace RentABot.Gateway.Web.Queue;

/// <summary>The queue as its page shows it.</summary>
public sealed record QueueView
{
    /// <summary>From 1.</summary>
    public required int Page { get; init; }

    /// <summary>How many pages those that wait make.</summary>
    public required int Pages { get; init; }

    /// <summary>Those on the page, in rank order.</summary>
    public required IReadOnlyList<QueueEntry> Waiting { get; init; }

    /// <summary>How many wait on all pages.</summary>
    public required int WaitingTotal { get; init; }

    /// <summary>Those that have their resources and have not claimed them, whoever loses them first first.</summary>
    public required IReadOnlyList<Reservation> Fulfilled { get; init; }

    /// <summary>Those that ended last, the newest first.</summary>
    public required IReadOnlyList<Reservation> Ended { get; init; }

    /// <summary>Of the registered resources that these ask for or have set aside, by id.</summary>
    public required IReadOnlyDictionary<long, string> Names { get; init; }

    public required DateTimeOffset Now { get; init; }
}
