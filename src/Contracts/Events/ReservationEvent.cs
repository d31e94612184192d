namespace RentABot.Contracts;

/// <summary>A change of a reservation.</summary>
public abstract record ReservationEvent : Event
{
    /// <summary>The reservation concerned.</summary>
    public required Guid ReservationId { get; init; }

    /// <summary>The reservation after the change.</summary>
    public required ReservationState Reservation { get; init; }
}
