namespace RentABot.Load.Report;

/// <summary>What is asked of the product.</summary>
internal static class Targets
{
    /// <summary>An echo is one request, a pair is two.</summary>
    private const double PairsOfEchoes = 0.5;

    public static IReadOnlyList<Target> All { get; } =
    [
        new("lock+unlock pairs/s, 100 connections, to half of the bare echo's requests/s", "≥ 0.8", results =>
            AtLeast(0.8, Ratio(results, "pairs.throughput", "echo.throughput", 1 / PairsOfEchoes), "0.00", "×")),
        new("… longest that an event waited to be confirmed", "≤ 1 s", results => AtMost(1, results.Find("pairs.unconfirmed"), "0.00", " s")),
        new("pairs/s to those of etcd", "≥ 1.5", results => AtLeast(1.5, Ratio(results, "pairs.throughput", "etcd.throughput"), "0.00", "×")),
        new("p99 of a lock, 100 connections, to the echo's", "≤ 1.5", results => AtMost(1.5, Ratio(results, "pairs.many.p99", "echo.many.p99"), "0.00", "×")),
        new("p99 of a lock, one connection, to the echo's", "≤ 1.5", results => AtMost(1.5, Ratio(results, "pairs.one.p99", "echo.one.p99"), "0.00", "×")),
        new("pairs/s, standalone on SQLite", "≥ 1,500", results => AtLeast(1500, results.Find("standalone.throughput"), "N0", "")),
        Memory("allocator", 200),
        Memory("gateway", 200),
        Memory("scheduler", 200),
        new("memory of the standalone program at rest", "< 120 MiB", results => AtMost(120, results.Find("rest.memory"), "0", " MiB")),
    ];

    private static Target Memory(string service, double most) => new(
        $"memory of the {service} under that load, at its peak", $"< {most} MiB", results =>
            AtMost(most, results.Find($"memory.{service}.peak"), "0", " MiB"));

    private static Outcome? AtLeast(double least, Series? series, string format, string unit) =>
        series is null ? null : new Outcome(series.Text(format, unit), series.Median >= least);

    private static Outcome? AtMost(double most, Series? series, string format, string unit) =>
        series is null ? null : new Outcome(series.Text(format, unit), series.Median <= most);

    private static Series? Ratio(Results results, string one, string other, double factor = 1) =>
        results.Find(one) is { } first && results.Find(other) is { } second ? first.DividedBy(second).Times(factor) : null;
}
