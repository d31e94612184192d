using RentABot.Chaos.Books;

namespace RentABot.Chaos.Checking;

/// <summary>In the database the locks of one resource follow each other, in the order of their fencing tokens.</summary>
internal static class LedgerRule
{
    public const string Name = "one lock at a time, as the books say";

    public static IEnumerable<Violation> Check(CheckedRun run)
    {
        foreach (var ofResource in run.Books.Locks.GroupBy(row => row.ResourceId))
        {
            LockRow? before = null;
            foreach (var row in ofResource.OrderBy(row => row.FencingToken))
            {
                if (before is not null && (before.EndedAt is null || before.EndedAt > row.AcquiredAt))
                {
                    yield return new Violation(Name, $"{before.Lock} had not ended when {row.Lock} began", [Fact.Of(before), Fact.Of(row)]);
                }

                if (before?.FencingToken == row.FencingToken)
                {
                    yield return new Violation(Name, $"{row.Lock} has the number of another one", [Fact.Of(before), Fact.Of(row)]);
                }

                before = row;
            }
        }

        foreach (var row in run.Books.Locks)
        {
            if (row.EndedAt < row.AcquiredAt) yield return new Violation(Name, $"{row.Lock} ended before it began", [Fact.Of(row)]);
            if (row.FencingToken > run.Books.LastFencingToken)
            {
                yield return new Violation(
                    Name, $"The ledger says that {run.Books.LastFencingToken} was the last fencing token", [Fact.Of(row)]);
            }
        }
    }
}
