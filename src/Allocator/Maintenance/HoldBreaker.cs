using Microsoft.EntityFrameworkCore;
using RentABot.Allocator.Reservations;
using RentABot.Allocator.Writing;
using RentABot.Contracts;
using RentABot.Persistence;
using RentABot.Persistence.Resources;

namespace RentABot.Allocator.Maintenance;

/// <summary>Takes a resource away from the reservation that it is held for.</summary>
internal sealed class HoldBreaker(RentABotDbContext db, WriteTransaction transaction, ReservationInstances reservations)
{
    /// <summary>
    /// A fulfilled reservation waits again at its old rank; a gathering one is looked at by the plan that follows.
    /// </summary>
    public async Task BreakAsync(ResourceSnapshot snapshot, string reason, CancellationToken cancellationToken)
    {
        if (snapshot.Hold is null) return;

        // The snapshot may be older than another break, which took this hold from the same reservation.
        var resourceId = snapshot.Resource.Id;
        await db.SaveChangesAsync(cancellationToken);
        if (await db.Holds.SingleOrDefaultAsync(h => h.ResourceId == resourceId, cancellationToken) is not { } hold) return;
        transaction.QueueChanged = true;
        var holder = (await reservations.FindAsync(hold.ReservationId, cancellationToken))!;
        if (holder.Status == nameof(ReservationStatus.Fulfilled))
        {
            await reservations.RaiseAsync(new ReservationTakenAway(holder.CorrelationId, reason), cancellationToken);
        }
        else
        {
            db.Holds.Remove(hold);
        }
    }
}
