using RentABot.Contracts;
using RentABot.Gateway.Locks;

namespace RentABot.Gateway.Reservations;

/// <summary>A claimed reservation with its locks, one a resource.</summary>
internal sealed record ClaimResponse : ReservationResponse
{
    public ClaimResponse(ClaimReservationResult result, DateTimeOffset now)
        : base(result.Reservation, position: null) =>
        Locks = result.Locks.Select(granted => LockResponse.Of(granted, now)).ToList();

    public IReadOnlyList<LockResponse> Locks { get; }
}
