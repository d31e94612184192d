using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RentABot.Allocator.Commands;
using RentABot.Allocator.Reservations;
using RentABot.Allocator.Resources;
using RentABot.Allocator.Writing;
using RentABot.Persistence;
using RentABot.Persistence.Locks;
using RentABot.Persistence.Queue;

namespace RentABot.Allocator.Queue;

/// <summary>Plans the queue anew and applies the plan, in the present write transaction.</summary>
internal sealed class QueuePass(
    RentABotDbContext db,
    WriteTransaction transaction,
    ReservationInstances reservations,
    KnownResources known,
    [FromKeyedServices(QueueBookKeeper.OfTheWriter)] QueueBookKeeper books)
{
    /// <summary>
    /// Does nothing where nothing changed since the last plan, or nobody waits. Never inside a savepoint: the book would
    /// know what a rollback undoes.
    /// </summary>
    public async Task PlanAsync(CancellationToken cancellationToken)
    {
        if (!transaction.QueueChanged) return;
        transaction.QueueChanged = false;
        if (!transaction.HasWaiters) return;

        // Whoever's command comes upon the plan did not ask for what it grants.
        transaction.Caller = Caller.Clock;
        await ServeAsync(cancellationToken);
    }

    /// <summary>Where a reservation stands in the line; null when it does not wait.</summary>
    public async Task<int?> PositionAsync(Guid id, CancellationToken cancellationToken)
    {
        // What was decided since the last plan is not saved yet.
        await db.SaveChangesAsync(cancellationToken);
        return await books.ReadLineAsync(db, transaction.LastSequence, book => book.PositionOf(id), cancellationToken);
    }

    /// <summary>What the book knows may not be so: the transaction that it learned it in is not committed, or the log does not tell all.</summary>
    public void Forget() => books.Forget();

    private async Task ServeAsync(CancellationToken cancellationToken)
    {
        await db.SaveChangesAsync(cancellationToken);
        var (plan, gathered, waiting) = await books.ReadAsync(
            db, transaction.LastSequence, book => (QueuePlanner.Plan(book.ToState()), GatheredIn(book), book.Line.Count), cancellationToken);

        await HoldAsync(gathered, plan, cancellationToken);
        foreach (var grant in plan.Grants)
        {
            await reservations.RaiseAsync(new ReservationGranted(grant.ReservationId, grant.ResourceIds), cancellationToken);
        }

        transaction.HasWaiters = plan.Grants.Count < waiting;
    }

    private static Dictionary<long, Guid> GatheredIn(QueueBook book) =>
        book.Holds.Where(hold => book.Find(hold.Value) is not null).ToDictionary();

    /// <summary>Makes the holds of those who wait, and of those who are granted, what the plan says.</summary>
    private async Task HoldAsync(Dictionary<long, Guid> gathered, Plan plan, CancellationToken cancellationToken)
    {
        var planned = plan.Grants.Concat(plan.Holds)
            .SelectMany(allotment => allotment.ResourceIds, (allotment, resourceId) => (allotment.ReservationId, resourceId))
            .ToDictionary(hold => hold.resourceId, hold => hold.ReservationId);
        var changed = gathered.Where(hold => !planned.TryGetValue(hold.Key, out var holder) || holder != hold.Value).Select(hold => hold.Key).ToList();
        var present = changed.Count == 0
            ? []
            : await db.Holds.Where(h => changed.Contains(h.ResourceId)).ToDictionaryAsync(h => h.ResourceId, cancellationToken);
        foreach (var (resourceId, hold) in present)
        {
            if (planned.TryGetValue(resourceId, out var holder))
            {
                hold.ReservationId = holder;
                known.Held(resourceId, hold);
            }
            else
            {
                db.Holds.Remove(hold);
                known.Held(resourceId, null);
            }
        }

        foreach (var (resourceId, holder) in planned)
        {
            if (gathered.ContainsKey(resourceId)) continue;
            var hold = new Hold { ResourceId = resourceId, ReservationId = holder };
            db.Holds.Add(hold);
            known.Held(resourceId, hold);
        }
    }
}
