namespace RentABot.Contracts;

/// <summary>Gives up a reservation that is not yet claimed. Answered by <see cref="CancelReservationResult"/>; repeating it is fine.</summary>
public sealed record CancelReservation
{
    /// <summary>The pending or fulfilled reservation.</summary>
    public required Guid ReservationId { get; init; }

    /// <summary>Why, up to 2000 characters.</summary>
    public string? Reason { get; init; }
}
