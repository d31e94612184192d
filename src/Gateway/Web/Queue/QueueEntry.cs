using RentABot.Persistence.Queue;
using RentABot.Persistence.Reservations;

namespace RentABot.Gateway.Web.Queue;

/// <summary>A reservation, and where it stands while it waits.</summary>
public sealed record QueueEntry(Reservation Reservation, QueueStanding? Standing);
