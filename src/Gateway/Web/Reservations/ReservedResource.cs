using RentABot.Persistence.Locks;

namespace RentABot.Gateway.Web.Reservations;

/// <summary>A resource of a reservation.</summary>
/// <param name="Id">Given by the service.</param>
/// <param name="Name">Null where it is not registered any more and never was locked.</param>
/// <param name="IsRegistered">It has a page.</param>
/// <param name="Lock">The lock that came from the reservation.</param>
public sealed record ReservedResource(long Id, string? Name, bool IsRegistered, ResourceLock? Lock);
