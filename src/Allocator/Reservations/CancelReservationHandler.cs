using RentABot.Allocator.Commands;
using RentABot.Allocator.Writing;
using RentABot.Contracts;
using RentABot.Persistence;
using RentABot.Persistence.Reservations;

namespace RentABot.Allocator.Reservations;

internal sealed class CancelReservationHandler(RentABotDbContext db, WriteTransaction transaction, ReservationInstances instances)
    : ICommandHandler<CancelReservation>
{
    public async Task<Answer> HandleAsync(CancelReservation command, CancellationToken cancellationToken)
    {
        var id = command.ReservationId;
        var reservation = await instances.OwnAsync(id, cancellationToken);

        // A plan of this transaction may have set resources aside for it.
        await db.SaveChangesAsync(cancellationToken);
        var reason = command.Reason ?? $"cancelled by {transaction.Caller.Actor}";
        await instances.RaiseAsync(new ReservationCancelRequested(id, reason), cancellationToken);
        return Answers.With(new CancelReservationResult { Reservation = reservation.ToState() });
    }
}
