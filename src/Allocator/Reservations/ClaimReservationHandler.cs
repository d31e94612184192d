using Microsoft.EntityFrameworkCore;
using RentABot.Allocator.Commands;
using RentABot.Allocator.Locks;
using RentABot.Allocator.Writing;
using RentABot.Contracts;
using RentABot.Persistence;
using RentABot.Persistence.Reservations;
using RentABot.Persistence.Resources;

namespace RentABot.Allocator.Reservations;

internal sealed class ClaimReservationHandler(RentABotDbContext db, ReservationInstances instances, LockLedger ledger)
    : ICommandHandler<ClaimReservation>
{
    public async Task<Answer> HandleAsync(ClaimReservation command, CancellationToken cancellationToken)
    {
        var id = command.ReservationId;
        var reservation = await db.Reservations.SingleOrDefaultAsync(r => r.CorrelationId == id, cancellationToken)
            ?? throw ReservationRejections.NotFound(id);
        await instances.RaiseAsync(new ReservationClaimRequested(id), cancellationToken);

        var locks = await db.Locks.Where(l => l.ReservationId == id).OrderBy(l => l.FencingToken).ToListAsync(cancellationToken);
        if (locks.Count < reservation.ResourceIds.Count || locks.Exists(l => l.EndedAt is not null))
        {
            throw Rejection.Gone("lock_lost", $"A lock of reservation {id} has ended; claim it no more, the others run on.");
        }

        var resourceIds = locks.ConvertAll(l => l.ResourceId);
        var snapshots = await db.ResourceSnapshots()
            .Where(s => resourceIds.Contains(s.Resource.Id))
            .ToDictionaryAsync(s => s.Resource.Id, cancellationToken);
        return Answers.With(new ClaimReservationResult
        {
            Reservation = reservation.ToState(),
            Locks = locks.ConvertAll(l => ledger.Granted(l, snapshots[l.ResourceId])),
        });
    }
}
