using RentABot.Allocator.Commands;
using RentABot.Persistence.Reservations;

namespace RentABot.Allocator.Reservations;

/// <summary>What a reservation answers to what its state forbids.</summary>
internal static class ReservationRejections
{
    public static Rejection NotFound(Guid id) => Rejection.NotFound("reservation_not_found", $"There is no reservation {id}.");

    public static Rejection NotYours(Guid id) => Rejection.Forbidden("not_yours", $"Reservation {id} is another caller's.");

    public static Rejection Of(string code, Reservation reservation)
    {
        var id = reservation.CorrelationId;
        return code switch
        {
            "not_fulfilled" => Rejection.Conflict(code, $"Reservation {id} still waits."),
            "already_claimed" => Rejection.Conflict(code, $"Reservation {id} is claimed; unlock its locks instead."),
            "reservation_cancelled" => Rejection.Gone(code, $"Reservation {id} was cancelled: {reservation.Reason}."),
            "reservation_expired" => Rejection.Gone(code, $"Reservation {id} expired: {reservation.Reason}."),
            "reservation_released" => Rejection.Gone(code, $"All locks of reservation {id} have ended."),
            "lock_lost" => Rejection.Gone(code, $"All locks of reservation {id} have ended."),
            _ => throw new ArgumentOutOfRangeException(nameof(code), code, null),
        };
    }
}
