namespace RentABot.Allocator.Queue;

/// <summary>Who is served now, and what is set aside for those who still gather.</summary>
/// <param name="Grants">Reservations that get their whole quantity, in rank order.</param>
/// <param name="Holds">What each gatherer has so far.</param>
internal sealed record Plan(IReadOnlyList<Allotment> Grants, IReadOnlyList<Allotment> Holds);

/// <summary>Resources set aside for one reservation.</summary>
internal sealed record Allotment(Guid ReservationId, IReadOnlyList<long> ResourceIds);
