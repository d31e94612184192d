using RentABot.Chaos.History;

namespace RentABot.Chaos.Checking;

/// <summary>What a resource accepts never goes back to an earlier lock, and a later lock has a larger number.</summary>
internal static class FencingRule
{
    public const string Name = "fencing tokens only grow";

    public static IEnumerable<Violation> Check(CheckedRun run) => AtTheSimulator(run).Concat(InAnswers(run));

    private static IEnumerable<Violation> AtTheSimulator(CheckedRun run)
    {
        var highest = new Dictionary<long, SimulatorUse>();
        foreach (var use in run.History.Uses.Where(use => use.Accepted))
        {
            if (highest.TryGetValue(use.ResourceId, out var before) && use.FencingToken < before.FencingToken)
            {
                yield return new Violation(
                    Name,
                    $"Resource {use.ResourceId} accepted fencing token {use.FencingToken} after {before.FencingToken}",
                    [Fact.Of(before), Fact.Of(use)]);
            }
            else
            {
                highest[use.ResourceId] = use;
            }
        }
    }

    /// <summary>Of two grants the one that was asked for after the other had been answered is the later one.</summary>
    private static IEnumerable<Violation> InAnswers(CheckedRun run)
    {
        var asked = run.History.Calls.Where(call => call.Operation is Operation.Lock or Operation.Claim)
            .GroupBy(call => call.Request).ToDictionary(calls => calls.Key, calls => calls.Min(call => call.Begin));
        var grants = run.History.Calls
            .SelectMany(call => call.Grants, (call, grant) => (Call: call, grant.Lock))
            .GroupBy(granted => granted.Lock)
            .Select(granted => granted.MinBy(one => one.Call.End))
            .ToLookup(granted => granted.Lock.ResourceId);
        foreach (var ofResource in grants)
        {
            var answered = new PriorityQueue<(Call Call, LockReference Lock), DateTimeOffset>(
                ofResource.Select(granted => (granted, granted.Call.End)));
            (Call Call, LockReference Lock)? largest = null;
            foreach (var later in ofResource.OrderBy(granted => asked[granted.Call.Request]))
            {
                while (answered.TryPeek(out var earlier, out var end) && end < asked[later.Call.Request])
                {
                    answered.Dequeue();
                    if (largest is null || earlier.Lock.FencingToken > largest.Value.Lock.FencingToken) largest = earlier;
                }

                if (largest is { } before && before.Lock.FencingToken >= later.Lock.FencingToken)
                {
                    yield return new Violation(
                        Name, $"{later.Lock} was granted after {before.Lock}", [Fact.Of(before.Call), Fact.Of(later.Call)]);
                }
            }
        }
    }
}
