namespace RentABot.Contracts;

/// <summary>The reservation that <see cref="CreateReservation"/> made.</summary>
public sealed record CreateReservationResult
{
    /// <summary>It is fulfilled already if it could be served at once.</summary>
    public required ReservationState Reservation { get; init; }

    /// <summary>From 1, among the pending reservations that compete with it for some resource; absent when it does not wait.</summary>
    public int? PositionInQueue { get; init; }
}
