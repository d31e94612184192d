using RentABot.Chaos.History;

namespace RentABot.Chaos.Checking;

/// <summary>The same key or message id is carried out once, and answered the same.</summary>
internal static class RepeatRule
{
    public const string Name = "a repeat gets the same";

    public static IEnumerable<Violation> Check(CheckedRun run) => InAnswers(run).Concat(InTheBooks(run));

    private static IEnumerable<Violation> InAnswers(CheckedRun run)
    {
        var answered = run.History.Calls.Where(call => call is { Key: not null, Outcome: Outcome.Done });
        foreach (var calls in answered.GroupBy(call => (call.Key, call.Operation, call.Request)))
        {
            var first = calls.First();
            var other = calls.FirstOrDefault(call =>
                call.Reservation?.Id != first.Reservation?.Id
                || call.ExtendedTo != first.ExtendedTo
                || !call.Grants.Select(grant => grant.Lock).ToHashSet().SetEquals(first.Grants.Select(grant => grant.Lock)));
            if (other is null) continue;
            yield return new Violation(Name, $"Key {first.Key} was answered in two ways", [Fact.Of(first), Fact.Of(other)]);
        }
    }

    private static IEnumerable<Violation> InTheBooks(CheckedRun run)
    {
        foreach (var calls in run.Requests)
        {
            var asking = calls.Where(call => call.Asks()).ToList();
            if (asking.Count == 0 || asking[0].Key is not { } key || asking.Exists(call => call.Key != key)) continue;
            var locks = run.LocksByRequest[calls.Key].ToList();
            if (asking[0].Operation == Operation.Lock && locks.Count > asking[0].Selection?.Quantity)
            {
                yield return new Violation(
                    Name, $"Key {key} has made {locks.Count} locks", [.. asking.Select(Fact.Of), .. locks.Select(Fact.Of)]);
            }

            // Who waits for locks may be in the queue once more after a wait that ended in nothing.
            var reservations = run.ReservationsByRequest[calls.Key].ToList();
            if (asking[0].Operation == Operation.Reserve && reservations.Count > 1)
            {
                yield return new Violation(
                    Name,
                    $"Key {key} has made {reservations.Count} reservations",
                    [.. asking.Select(Fact.Of), .. reservations.Select(Fact.Of)]);
            }
        }
    }
}
