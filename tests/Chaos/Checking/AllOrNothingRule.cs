using RentABot.Chaos.History;
using RentABot.Contracts;

namespace RentABot.Chaos.Checking;

/// <summary>Who asks for N gets N different resources, in one instant, or none.</summary>
internal static class AllOrNothingRule
{
    public const string Name = "all or nothing";

    public static IEnumerable<Violation> Check(CheckedRun run) =>
        InAnswers(run).Concat(InDirectLocks(run)).Concat(InReservations(run));

    private static IEnumerable<Violation> InAnswers(CheckedRun run)
    {
        foreach (var call in run.History.Calls.Where(call => call.Outcome == Outcome.Done))
        {
            var asked = call.Operation switch
            {
                Operation.Lock => call.Selection?.Quantity,
                Operation.Claim when call.ReservationId is { } id => run.Reservations.GetValueOrDefault(id)?.Quantity,
                _ => null,
            };
            var given = call.Grants.Select(grant => grant.ResourceId).Distinct().Count();
            if (asked is { } quantity && (given != quantity || call.Grants.Count != quantity))
            {
                yield return new Violation(
                    Name, $"{quantity} asked for, {call.Grants.Count} locks of {given} resources answered", [Fact.Of(call)]);
            }
        }
    }

    private static IEnumerable<Violation> InDirectLocks(CheckedRun run)
    {
        foreach (var calls in run.Requests)
        {
            if (calls.FirstOrDefault(call => call.Operation == Operation.Lock) is not { Selection.Quantity: var quantity } call) continue;
            var made = run.LocksByRequest[calls.Key].Where(row => row.ReservationId is null);
            foreach (var atOnce in made.GroupBy(row => row.AcquiredAt))
            {
                var count = atOnce.Count();

                // Two attempts without a key may have been carried out in one transaction.
                if (count == quantity || (call.Key is null && count % quantity == 0 && count <= quantity * calls.Count())) continue;
                yield return new Violation(
                    Name, $"{quantity} asked for, {count} locked in one instant", [Fact.Of(call), .. atOnce.Select(Fact.Of)]);
            }
        }
    }

    private static IEnumerable<Violation> InReservations(CheckedRun run)
    {
        foreach (var row in run.Books.Reservations)
        {
            var locks = run.LocksByReservation[row.Id].ToList();
            var claimed = row.Status is ReservationStatus.Claimed or ReservationStatus.Released;
            if (locks.Count != (claimed ? row.Quantity : 0) || locks.DistinctBy(one => one.AcquiredAt).Count() > 1)
            {
                yield return new Violation(
                    Name,
                    $"A reservation of {row.Quantity} that is {row.Status} has {locks.Count} locks",
                    [Fact.Of(row), .. locks.Select(Fact.Of)]);
            }

            var setAside = row.Status == ReservationStatus.Fulfilled || claimed ? row.Quantity : 0;
            if (row.ResourceIds.Distinct().Count() != setAside || !locks.All(one => row.ResourceIds.Contains(one.ResourceId)))
            {
                yield return new Violation(
                    Name,
                    $"A reservation of {row.Quantity} that is {row.Status} has resources [{string.Join(", ", row.ResourceIds)}]",
                    [Fact.Of(row), .. locks.Select(Fact.Of)]);
            }
        }
    }
}
