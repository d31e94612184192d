using RentABot.Chaos.Books;
using RentABot.Chaos.History;
using RentABot.Contracts;

namespace RentABot.Chaos.Checking;

/// <summary>
/// A lock that was granted is in the books: it runs, or ended by its own unlock, at its expiry, or by force that
/// somebody used. What was answered as ended has ended, what was answered as reserved is there.
/// </summary>
internal static class KeptGrantRule
{
    public const string Name = "no lost grant";

    public static IEnumerable<Violation> Check(CheckedRun run)
    {
        var unlocks = run.History.Calls.Where(call => call.EndsOwnLock())
            .SelectMany(call => call.Locks, (call, one) => (call, one)).ToLookup(pair => pair.one, pair => pair.call);
        var forces = run.History.Calls.Where(call => call.Force).ToList();
        foreach (var call in run.History.Calls.Where(call => call.Outcome == Outcome.Done))
        {
            foreach (var grant in call.Grants)
            {
                if (Judge(run, call, grant, unlocks[grant.Lock], forces) is { } violation) yield return violation;
            }

            foreach (var violation in Ended(run, call).Concat(Extended(run, call)).Concat(Reserved(run, call))) yield return violation;
        }
    }

    private static Violation? Judge(CheckedRun run, Call call, Grant grant, IEnumerable<Call> unlocks, List<Call> forces)
    {
        if (run.Locks.GetValueOrDefault(grant.Lock) is not { } row)
        {
            return new Violation(Name, $"{grant.Lock} was granted and is not in the books", [Fact.Of(call)]);
        }

        if (row.AcquiredAt != grant.AcquiredAt || row.ExpiresAt < grant.ExpiresAt)
        {
            return new Violation(
                Name,
                $"{grant.Lock} was granted from {Fact.At(grant.AcquiredAt)} to {Fact.At(grant.ExpiresAt)}",
                [Fact.Of(call), Fact.Of(row)]);
        }

        var asked = row.EndReason switch
        {
            LockEndReason.Released => unlocks.Any(unlock => CanHaveEnded(unlock, row)),
            LockEndReason.Forced => forces.Exists(force => force.ForcesOff(row.ResourceId) && CanHaveEnded(force, row)),
            _ => true,
        };
        if (asked) return null;
        return row.EndReason == LockEndReason.Forced && GivenUp(run, row) is { } attempt
            ? new Violation(
                Name, $"{grant.Lock} was taken back for another attempt that was given up", [Fact.Of(call), Fact.Of(attempt), Fact.Of(row)])
            : new Violation(Name, $"{grant.Lock} was {row.EndReason}, which nobody asked for", [Fact.Of(call), Fact.Of(row)]);

        bool CanHaveEnded(Call ending, LockRow ended) => ending.MayHaveHappened() && ending.Begin <= ended.EndedAt + run.Allowances.Clocks;
    }

    /// <summary>An attempt at the same thing whose answer nobody heard, so that the gateway undoes it.</summary>
    private static Call? GivenUp(CheckedRun run, LockRow row) =>
        run.Requests[row.ClientId].FirstOrDefault(call => call.MayBeTakenBack())
        ?? run.History.Calls.FirstOrDefault(call => row.ReservationId is { } id && call.ReservationId == id && call.MayBeTakenBack());

    private static IEnumerable<Violation> Ended(CheckedRun run, Call call)
    {
        if (!call.EndsOwnLock()) yield break;
        foreach (var one in call.Locks)
        {
            if (run.Locks.GetValueOrDefault(one) is not { } row) continue;
            if (row.EndedAt is { } ended && ended <= call.End + run.Allowances.Clocks) continue;
            yield return new Violation(Name, $"{one} was answered as ended and had not", [Fact.Of(call), Fact.Of(row)]);
        }
    }

    private static IEnumerable<Violation> Extended(CheckedRun run, Call call)
    {
        if (call.ExtendedTo is not { } until) yield break;
        foreach (var one in call.Locks)
        {
            if (run.Locks.GetValueOrDefault(one) is { } row && row.ExpiresAt < until)
            {
                yield return new Violation(Name, $"{one} was extended to {Fact.At(until)}", [Fact.Of(call), Fact.Of(row)]);
            }
        }
    }

    private static IEnumerable<Violation> Reserved(CheckedRun run, Call call)
    {
        var id = call.Reservation?.Id ?? (call.Operation == Operation.Cancel ? call.ReservationId : null);
        if (id is null) yield break;
        if (run.Reservations.GetValueOrDefault(id.Value) is not { } row)
        {
            yield return new Violation(Name, $"Reservation {id} was answered and is not in the books", [Fact.Of(call)]);
        }
        else if (call.Operation == Operation.Cancel && row.Status != ReservationStatus.Cancelled)
        {
            yield return new Violation(Name, $"Reservation {id} was answered as cancelled", [Fact.Of(call), Fact.Of(row)]);
        }
    }
}
