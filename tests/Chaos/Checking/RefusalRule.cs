using RentABot.Chaos.History;

namespace RentABot.Chaos.Checking;

/// <summary>A request whose every call was refused has left no lock and no reservation.</summary>
internal static class RefusalRule
{
    public const string Name = "no grant after a refusal";

    public static IEnumerable<Violation> Check(CheckedRun run)
    {
        foreach (var calls in run.Requests)
        {
            if (calls.All(call => !call.Asks()) || calls.Where(call => call.Asks()).Any(call => call.MayHaveHappened())) continue;
            var refusal = calls.First(call => call.Asks());
            foreach (var row in run.LocksByRequest[calls.Key])
            {
                yield return new Violation(Name, $"{row.Lock} was granted to who was refused", [Fact.Of(refusal), Fact.Of(row)]);
            }

            // Who waits for locks stands in the queue for a time.
            var may = refusal.Wait is null ? [] : run.ReservationsByRequest[calls.Key].Where(row => row.EndedAt is not null);
            foreach (var row in run.ReservationsByRequest[calls.Key].Except(may))
            {
                yield return new Violation(Name, $"Reservation {row.Id} is of one who was refused", [Fact.Of(refusal), Fact.Of(row)]);
            }
        }

        foreach (var violation in RefusedClaims(run)) yield return violation;
    }

    private static IEnumerable<Violation> RefusedClaims(CheckedRun run)
    {
        var claims = run.History.Calls.Where(call => call is { Operation: Operation.Claim, ReservationId: not null });
        foreach (var calls in claims.GroupBy(call => call.ReservationId!.Value))
        {
            if (calls.Any(call => call.MayHaveHappened())) continue;
            foreach (var row in run.LocksByReservation[calls.Key])
            {
                yield return new Violation(Name, $"{row.Lock} is of a claim that was refused", [Fact.Of(calls.First()), Fact.Of(row)]);
            }
        }
    }
}
