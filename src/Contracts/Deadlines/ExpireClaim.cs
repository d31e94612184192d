namespace RentABot.Contracts;

/// <summary>Reservations whose claim window has ended. Says only "look at these now": the allocator judges each by the present state.</summary>
public sealed record ExpireClaim
{
    /// <summary>Up to 500 reservations.</summary>
    public required IReadOnlyList<Guid> ReservationIds { get; init; }
}
