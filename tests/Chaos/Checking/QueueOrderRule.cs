using RentABot.Chaos.Books;
using RentABot.Contracts;

namespace RentABot.Chaos.Checking;

/// <summary>
/// Nobody is passed over. A plan serves in rank order, and one who gathers and stays unserved has everything that it can
/// reach by any rearrangement; so nothing that suits it goes in the same plan to one of worse rank, or to a direct lock.
/// </summary>
internal static class QueueOrderRule
{
    public const string Name = "the order of the queue";

    public static IEnumerable<Violation> Check(CheckedRun run)
    {
        var replay = new QueueReplay(run);
        var events = run.Books.Events;
        for (var i = 0; i < events.Count;)
        {
            if (events[i].Body is ReservationFulfilled)
            {
                // The grants of one plan follow each other, and its waiters are those before the first of them.
                var instant = events[i].OccurredAt;
                var plan = events.Skip(i).TakeWhile(row => row.Body is ReservationFulfilled && row.OccurredAt == instant).ToList();
                foreach (var violation in Judge(run, replay, plan)) yield return violation;
                plan.ForEach(replay.Apply);
                i += plan.Count;
                continue;
            }

            if (events[i].Body is LockAcquired { ReservationId: null } direct && PassedBy(replay, direct) is { } passed)
            {
                yield return new Violation(
                    Name,
                    $"A direct lock took resource {direct.ResourceId}, for which reservation {passed.Reservation.Id} waits",
                    [Fact.Of(passed.Reservation), Fact.Of(passed.Since), Fact.Of(events[i])]);
            }

            replay.Apply(events[i++]);
        }
    }

    private static IEnumerable<Violation> Judge(CheckedRun run, QueueReplay replay, List<EventRow> plan)
    {
        var served = plan.Select(row => ((ReservationFulfilled)row.Body).ReservationId).ToHashSet();
        var unserved = replay.Pending.Where(waiter => !served.Contains(waiter.Reservation.Id)).ToList();
        foreach (var row in plan)
        {
            var granted = (ReservationFulfilled)row.Body;
            if (run.Reservations.GetValueOrDefault(granted.ReservationId) is not { } winner) continue;
            var resources = granted.Reservation.ResourceIds
                .Select(id => replay.Resources.GetValueOrDefault(id)).OfType<ResourceState>().ToList();
            var passed = unserved.Find(waiter =>
                waiter.Reservation.IsBefore(winner)
                && resources.Exists(resource => replay.Suits(waiter.Reservation, resource))
                && replay.Gathers(waiter.Reservation));
            if (passed is null) continue;
            yield return new Violation(
                Name,
                $"Reservation {winner.Id} was served with what suits reservation {passed.Reservation.Id}, which stands before it",
                [Fact.Of(passed.Reservation), Fact.Of(passed.Since), Fact.Of(winner), Fact.Of(row)]);
        }
    }

    private static QueueReplay.Waiter? PassedBy(QueueReplay replay, LockAcquired direct) =>
        replay.Resources.GetValueOrDefault(direct.ResourceId) is { } resource
            ? replay.Pending.FirstOrDefault(waiter => replay.Suits(waiter.Reservation, resource) && replay.Gathers(waiter.Reservation))
            : null;
}
