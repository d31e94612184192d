using System.Globalization;
using RentABot.Chaos.Checking;
using RentABot.Chaos.Cluster;
using RentABot.Chaos.History;

namespace RentABot.Chaos.Runs;

/// <summary>What must not happen whatever breaks, and no book tells.</summary>
internal static class Surprises
{
    private const int InternalError = 500;
    private const int Shown = 5;

    public static IEnumerable<Violation> In(ChaosCluster cluster, RunHistory history)
    {
        foreach (var node in cluster.Nodes.Where(node => node.EndedByItself))
        {
            yield return new Violation("survival", $"{node} has ended although nobody killed it.", [.. node.Output.Failures.TakeLast(Shown)]);
        }

        foreach (var call in history.Calls.Where(call => call.Status == InternalError))
        {
            yield return new Violation(
                "no internal error",
                $"{call.Client} was answered that the service had failed.",
                [Fact.Of(call), .. cluster.Nodes.SelectMany(node => node.Output.Failures).OrderBy(line => DistanceOf(line, call.End)).Take(Shown)]);
        }

        if (Secrets.Leaks.Count > 0)
        {
            yield return new Violation("secrets", "A lock token was where none may be.", [.. Secrets.Leaks.Select(leak => leak.Split(':')[0]).Distinct()]);
        }
    }

    /// <summary>A line of a log begins with its instant; what an unhandled exception leaves does not.</summary>
    private static TimeSpan DistanceOf(string line, DateTimeOffset instant) =>
        DateTimeOffset.TryParse(line.Split(' ')[0], CultureInfo.InvariantCulture, out var written) ? (written - instant).Duration() : TimeSpan.MaxValue;
}
