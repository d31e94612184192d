using RentABot.Gateway.Web.History;
using RentABot.Persistence.Queue;
using RentABot.Persistence.Reservations;

namespace RentABot.Gateway.Web.Reservations;

/// <summary>A reservation as its page shows it.</summary>
public sealed record ReservationView
{
    public required Reservation Reservation { get; init; }

    /// <summary>Null when it does not wait.</summary>
    public required QueueStanding? Standing { get; init; }

    /// <summary>What it went through, the oldest first.</summary>
    public required IReadOnlyList<EventLine> Steps { get; init; }

    /// <summary>What is or was set aside for it or locked by it.</summary>
    public required IReadOnlyList<ReservedResource> Resources { get; init; }

    /// <summary>The names of those and of the one that it asks for, where they are registered, by id.</summary>
    public required IReadOnlyDictionary<long, string> Names { get; init; }

    public required DateTimeOffset Now { get; init; }
}
