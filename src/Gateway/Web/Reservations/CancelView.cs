using RentABot.Persistence.Reservations;

namespace RentABot.Gateway.Web.Reservations;

/// <summary>A reservation that is to be cancelled, perhaps.</summary>
/// <param name="Reservation">Which.</param>
/// <param name="Names">Of the resource that it asks for, if it asks for one and that is registered, by id.</param>
/// <param name="ReturnTo">Where to go on; an address of this service.</param>
/// <param name="Now">The present instant.</param>
public sealed record CancelView(Reservation Reservation, IReadOnlyDictionary<long, string> Names, string ReturnTo, DateTimeOffset Now);
