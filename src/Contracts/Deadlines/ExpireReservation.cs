namespace RentABot.Contracts;

/// <summary>Reservations that have waited as long as they wanted to. Says only "look at these now": the allocator judges each by the present state.</summary>
public sealed record ExpireReservation
{
    /// <summary>Up to 500 reservations.</summary>
    public required IReadOnlyList<Guid> ReservationIds { get; init; }
}
