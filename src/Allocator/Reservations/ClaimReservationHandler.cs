using RentABot.Allocator.Commands;
using RentABot.Allocator.Locks;
using RentABot.Allocator.Resources;
using RentABot.Allocator.Writing;
using RentABot.Contracts;
using RentABot.Persistence.Reservations;

namespace RentABot.Allocator.Reservations;

internal sealed class ClaimReservationHandler(ReservationInstances instances, KnownResources known, LockLedger ledger)
    : ICommandHandler<ClaimReservation>
{
    public async Task<Answer> HandleAsync(ClaimReservation command, CancellationToken cancellationToken)
    {
        var id = command.ReservationId;
        var reservation = await instances.OwnAsync(id, cancellationToken);
        await instances.RaiseAsync(new ReservationClaimRequested(id), cancellationToken);

        var locks = new List<LockGranted>(reservation.ResourceIds.Count);
        foreach (var resourceId in reservation.ResourceIds)
        {
            var snapshot = await known.FindAsync(resourceId, cancellationToken);
            if (snapshot?.Lock is not { } running || running.ReservationId != id)
            {
                throw Rejection.Gone("lock_lost", $"A lock of reservation {id} has ended; claim it no more, the others run on.");
            }

            locks.Add(ledger.Granted(running, snapshot));
        }

        return Answers.With(new ClaimReservationResult
        {
            Reservation = reservation.ToState(),
            Locks = [.. locks.OrderBy(granted => granted.FencingToken)],
        });
    }
}
