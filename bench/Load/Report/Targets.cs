using RentABot.Load.Original;
using RentABot.Load.Queue;

namespace RentABot.Load.Report;

/// <summary>What is asked of the product.</summary>
internal static class Targets
{
    private const string Unconfirmed = "pairs.unconfirmed";
    private const double LongestUnconfirmed = 1;

    public static IReadOnlyList<Target> All { get; } =
    [
        // An echo is one request, a pair is two.
        new("lock+unlock pairs/s, 100 connections, to half of the bare echo's requests/s", "≥ 0.8", results =>
            IfConfirmed(results, AtLeast(0.8, results.Ratio("pairs.throughput", "echo.throughput")?.Times(2), "0.00"))),
        new("… longest that an event was seen to wait for its confirmation", "≤ 1 s", results =>
            IfConfirmed(results, AtMost(LongestUnconfirmed, results.Find(Unconfirmed), "0.00", " s"))),
        new("pairs/s to those of etcd", "≥ 1.5", results =>
            IfConfirmed(results, AtLeast(1.5, results.Ratio("pairs.throughput", "etcd.throughput"), "0.00"))),
        new("p99 of a lock at half load, 100 connections, to the echo's", "≤ 1.5", results =>
            AtMost(1.5, results.Ratio("pairs.many.p99", "echo.many.p99"), "0.00")),
        new("p99 of a lock, one connection, to the echo's", "≤ 1.5", results =>
            AtMost(1.5, results.Ratio("pairs.one.p99", "echo.one.p99"), "0.00")),
        new("pairs/s, standalone on SQLite, 100 connections", "≥ 1,500, or the next", results =>
            Either(Standalone(results), ToOriginal(results))),
        new("… to those of Rent-A-Bot 1.0, in Python, which keeps its state in memory", "≥ 1.0", ToOriginal),
        new("reservation cycles/s (create, claim, release), 50 connections", "≥ 200", results =>
            AtLeast(200, results.Find("reservations.throughput"), "N0")),
        new("p99 from a release to the grant, 10 waiters", "< 50 ms", results => AtMost(50, results.Find(Queue(ReleaseToGrant.Few)), "0.0", " ms")),
        new("… 10,000 waiters, to that", "< 2", results =>
            AtMost(2, results.Ratio(Queue(ReleaseToGrant.Many), Queue(ReleaseToGrant.Few)), "0.00")),
        new("p99 from a decision until each of 500 listeners has heard of it", "< 100 ms", results =>
            AtMost(100, results.Find("live.p99"), "0.0", " ms")),
        new("`GET /resources?limit=100` of 10,000 with a filter, unchanged (304), per second", "≥ 3,000", results =>
            AtLeast(3000, results.Find("list-unchanged.throughput"), "N0")),
        new("… in full, per second", "≥ 300", results => AtLeast(300, results.Find("list-full.throughput"), "N0")),
        new("p99 of 100 mixed requests/s for ten minutes without an error", "< 25 ms", results =>
            AtMost(25, results.Find("steady.p99"), "0.0", " ms")),
        Flat("allocator"),
        Flat("gateway"),
        Flat("scheduler"),
        Peak("allocator"),
        Peak("gateway"),
        Peak("scheduler"),
        new("memory of the standalone program at rest", "< 120 MiB", results =>
            AtMost(120, results.Find("rest.memory.standalone"), "0", " MiB")),
        new("pairs/s with 10,000 resources to those with 100", "> 0.8", results =>
            AtLeast(0.8, results.Ratio("growth-resources.throughput", "growth-base.throughput"), "0.00")),
        new("pairs/s with 1,000,000 ended locks to those with none", "> 0.8", results =>
            AtLeast(0.8, results.Ratio("growth-ended.throughput", "growth-base.throughput"), "0.00")),
    ];

    /// <summary>Answers that run ahead of their events are no figure, in whichever round they did.</summary>
    private static Outcome? IfConfirmed(Results results, Outcome? outcome) => outcome is null
        ? null
        : outcome with { Reached = outcome.Reached && results.Find(Unconfirmed)!.Rounds.All(seconds => seconds <= LongestUnconfirmed) };

    private static Outcome? Standalone(Results results) => AtLeast(1500, results.Find("standalone.throughput"), "N0");

    private static Outcome? ToOriginal(Results results) =>
        AtLeast(1, results.Ratio("standalone.throughput", $"{OriginalPeer.Scenario}.throughput"), "0.00");

    private static Outcome? Either(Outcome? one, Outcome? other) =>
        one is null ? null : one with { Reached = one.Reached || other is { Reached: true } };

    private static string Queue(int waiters) => $"queue.{waiters}.fulfilled.p99";

    private static Target Flat(string service) => new($"… memory of the {service}, minute 10 to minute 2", "≤ 1.10", results =>
        AtMost(1.1, results.Ratio($"steady.memory.{service}.late", $"steady.memory.{service}.early"), "0.00"));

    private static Target Peak(string service) => new(
        $"memory of the {service} under the load of pairs, at its peak", "< 200 MiB", results =>
            AtMost(200, results.Find($"pairs.memory.{service}.peak"), "0", " MiB"));

    private static Outcome? AtLeast(double least, Series? series, string format, string unit = "") =>
        series is null ? null : new Outcome(series.Text(format, unit), series.Median >= least);

    private static Outcome? AtMost(double most, Series? series, string format, string unit = "") =>
        series is null ? null : new Outcome(series.Text(format, unit), series.Median <= most);
}
