namespace RentABot.Contracts;

/// <summary>The locks of a claimed reservation.</summary>
public sealed record ClaimReservationResult
{
    /// <summary>The reservation after the claim.</summary>
    public required ReservationState Reservation { get; init; }

    /// <summary>One lock a resource.</summary>
    public required IReadOnlyList<LockGranted> Locks { get; init; }
}
