using RentABot.Persistence.Reservations;

namespace RentABot.Gateway.Web.Reservations;

/// <summary>A reservation that is to be cancelled, perhaps.</summary>
/// <param name="Reservation">Which.</param>
/// <param name="ReturnTo">Where to go on; an address of this service.</param>
/// <param name="Now">The present instant.</param>
public sealed record CancelView(Reservation Reservation, string ReturnTo, DateTimeOffset Now);
