using RentABot.Chaos.Books;
using RentABot.Contracts;

namespace RentABot.Chaos.Checking;

/// <summary>
/// No resource stays idle that could serve somebody. What changes a resource or the queue plans anew in the same
/// transaction; events of one transaction have one instant. Judged where no gatherer of several could hold it, as no
/// event tells of that; at the end the holds tell.
/// </summary>
internal static class IdlenessRule
{
    public const string Name = "nothing idle that could serve somebody";

    public static IEnumerable<Violation> Check(CheckedRun run) => InTheLog(run).Concat(AtTheEnd(run));

    private static IEnumerable<Violation> InTheLog(CheckedRun run)
    {
        var replay = new QueueReplay(run);
        var reported = new HashSet<(long, Guid)>();
        foreach (var transaction in Transactions(run.Books.Events))
        {
            transaction.ForEach(replay.Apply);
            foreach (var (resource, waiter) in Idle(replay, transaction))
            {
                if (!reported.Add((resource.Id, waiter.Reservation.Id))) continue;
                var (reservation, since) = waiter;
                yield return new Violation(
                    Name,
                    $"Resource {resource.Id} was left free after event {transaction[^1].Sequence}, for which reservation {reservation.Id} waits",
                    [Fact.Of(reservation), Fact.Of(since), .. transaction.Where(row => row.ResourceId == resource.Id).Select(Fact.Of)]);
            }
        }
    }

    private static IEnumerable<List<EventRow>> Transactions(IReadOnlyList<EventRow> events)
    {
        for (var i = 0; i < events.Count;)
        {
            var transaction = events.Skip(i).TakeWhile(row => row.OccurredAt == events[i].OccurredAt).ToList();
            i += transaction.Count;
            yield return transaction;
        }
    }

    /// <summary>What the transaction has touched and left idle.</summary>
    private static IEnumerable<(ResourceState Resource, QueueReplay.Waiter Waiter)> Idle(QueueReplay replay, List<EventRow> transaction)
    {
        if (replay.Pending.Count == 0) yield break;
        // What a reservation lets go of is not in its event.
        var all = transaction.Exists(row => row.Body is ReservationEvent);
        var touched = transaction.Select(row => row.ResourceId).OfType<long>().ToHashSet();
        foreach (var resource in replay.Resources.Values.Where(resource => replay.IsFree(resource.Id)))
        {
            if (!all && !touched.Contains(resource.Id)) continue;
            var suited = replay.Pending.Where(waiter => replay.Suits(waiter.Reservation, resource)).ToList();
            if (suited.Count > 0 && suited.TrueForAll(waiter => waiter.Reservation.Quantity == 1)) yield return (resource, suited[0]);
        }
    }

    private static IEnumerable<Violation> AtTheEnd(CheckedRun run)
    {
        var pending = run.Books.Reservations.Where(row => row.Status == ReservationStatus.Pending)
            .OrderBy(row => (row.Rank, row.Arrival)).Select(row => (Row: row, Wish: row.Wish())).ToList();
        if (pending.Count == 0) yield break;
        var taken = run.Books.Locks.Where(row => row.EndedAt is null).Select(row => row.ResourceId)
            .Concat(run.Books.Holds.Select(hold => hold.ResourceId)).ToHashSet();
        var inService = run.Books.Resources.Where(resource => !resource.Unavailable).ToList();
        foreach (var resource in inService.Where(resource => !taken.Contains(resource.Id)))
        {
            var waiter = pending.Find(one => one.Row.Suits(one.Wish, resource)
                && inService.Count(other => one.Row.Suits(one.Wish, other)) >= one.Row.Quantity).Row;
            if (waiter is null) continue;
            yield return new Violation(
                Name,
                $"Resource {resource.Id} is free at the end, and reservation {waiter.Id} waits for it",
                [Fact.Of(resource), Fact.Of(waiter)]);
        }
    }
}
