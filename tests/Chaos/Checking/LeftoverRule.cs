using RentABot.Contracts;

namespace RentABot.Chaos.Checking;

/// <summary>No task, connection, message or row is left over.</summary>
internal static class LeftoverRule
{
    public const string Name = "nothing left over";

    public static IEnumerable<Violation> Check(CheckedRun run) => Remainders(run).Concat(Holds(run));

    private static IEnumerable<Violation> Remainders(CheckedRun run) => run.Books.Quiet.Remainders
        .Where(one => one.Count < one.Least || one.Count > one.Most)
        .Select(one => new Violation(
            Name, $"{one.Place} has {one.Count} {one.What}, {one.Least} to {one.Most} were expected", []));

    private static IEnumerable<Violation> Holds(CheckedRun run)
    {
        var running = run.Books.Locks.Where(row => row.EndedAt is null).ToLookup(row => row.ResourceId);
        foreach (var hold in run.Books.Holds)
        {
            var holder = run.Reservations.GetValueOrDefault(hold.ReservationId);
            if (holder?.Status is not (ReservationStatus.Pending or ReservationStatus.Fulfilled))
            {
                yield return new Violation(
                    Name,
                    $"Resource {hold.ResourceId} is held for a reservation that is {holder?.Status.ToString() ?? "not there"}",
                    [Fact.Of(hold), .. holder is null ? [] : new[] { Fact.Of(holder) }]);
            }

            foreach (var row in running[hold.ResourceId])
            {
                yield return new Violation(Name, $"Resource {hold.ResourceId} is held and locked", [Fact.Of(hold), Fact.Of(row)]);
            }
        }

        var held = run.Books.Holds.ToLookup(hold => hold.ReservationId, hold => hold.ResourceId);
        foreach (var row in run.Books.Reservations)
        {
            var whole = row.Status == ReservationStatus.Fulfilled && !held[row.Id].ToHashSet().SetEquals(row.ResourceIds);
            if (whole || (row.Status == ReservationStatus.Pending && held[row.Id].Count() >= row.Quantity))
            {
                yield return new Violation(
                    Name, $"Reservation {row.Id} is {row.Status} with [{string.Join(", ", held[row.Id])}] held for it", [Fact.Of(row)]);
            }
        }
    }
}
