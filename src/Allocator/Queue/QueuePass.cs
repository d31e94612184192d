using Microsoft.EntityFrameworkCore;
using RentABot.Allocator.Commands;
using RentABot.Allocator.Reservations;
using RentABot.Allocator.Writing;
using RentABot.Contracts;
using RentABot.Persistence;
using RentABot.Persistence.Locks;

namespace RentABot.Allocator.Queue;

/// <summary>Plans the queue anew and applies the plan, in the present write transaction.</summary>
internal sealed class QueuePass(RentABotDbContext db, WriteTransaction transaction, ReservationInstances reservations)
{
    /// <summary>Does nothing where nothing changed since the last plan, or nobody waits.</summary>
    public async Task PlanAsync(CancellationToken cancellationToken)
    {
        if (!transaction.QueueChanged) return;
        transaction.QueueChanged = false;
        if (!transaction.HasWaiters) return;

        // Whoever's command comes upon the plan did not ask for what it grants.
        var asking = transaction.Caller;
        transaction.Caller = Caller.Clock;
        await ServeAsync(cancellationToken);
        transaction.Caller = asking;
    }

    private async Task ServeAsync(CancellationToken cancellationToken)
    {
        await db.SaveChangesAsync(cancellationToken);
        var pending = await db.Reservations.AsNoTracking()
            .Where(r => r.Status == nameof(ReservationStatus.Pending))
            .OrderBy(r => r.Rank).ThenBy(r => r.Arrival)
            .ToListAsync(cancellationToken);
        transaction.HasWaiters = pending.Count > 0;
        if (pending.Count == 0) return;

        var gathered = await db.Holds
            .Where(h => db.Reservations.Any(r => r.CorrelationId == h.ReservationId && r.Status == nameof(ReservationStatus.Pending)))
            .ToDictionaryAsync(h => h.ResourceId, cancellationToken);
        var pool = await ResourcePool.LoadAsync(db, gathered.Keys, cancellationToken);
        var plan = QueuePlanner.Plan(pending.Select(pool.WaiterOf));

        Hold(gathered, plan);
        await db.SaveChangesAsync(cancellationToken);
        foreach (var grant in plan.Grants)
        {
            await reservations.RaiseAsync(new ReservationGranted(grant.ReservationId, grant.ResourceIds), cancellationToken);
        }

        transaction.HasWaiters = plan.Grants.Count < pending.Count;
    }

    private void Hold(Dictionary<long, Hold> present, Plan plan)
    {
        foreach (var (reservationId, resourceIds) in plan.Grants.Concat(plan.Holds))
        {
            foreach (var resourceId in resourceIds)
            {
                if (present.Remove(resourceId, out var hold))
                {
                    hold.ReservationId = reservationId;
                }
                else
                {
                    db.Holds.Add(new Hold { ResourceId = resourceId, ReservationId = reservationId });
                }
            }
        }

        db.Holds.RemoveRange(present.Values);
    }
}
