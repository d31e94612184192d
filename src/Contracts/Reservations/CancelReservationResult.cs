namespace RentABot.Contracts;

/// <summary>What <see cref="CancelReservation"/> left.</summary>
public sealed record CancelReservationResult
{
    /// <summary>The cancelled reservation.</summary>
    public required ReservationState Reservation { get; init; }
}
