namespace RentABot.Contracts;

/// <summary>Turns what is set aside for a reservation into locks. Answered by <see cref="ClaimReservationResult"/>; repeating it gives the same locks.</summary>
public sealed record ClaimReservation
{
    /// <summary>The fulfilled reservation.</summary>
    public required Guid ReservationId { get; init; }
}
