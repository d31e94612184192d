using RentABot.Load.Live;
using RentABot.Load.Steady;

namespace RentABot.Load.Report;

/// <summary>The report: Markdown.</summary>
internal static class Section
{
    public static async Task<string> WriteAsync(Settings settings, Results results, IReadOnlyList<string> failures)
    {
        await using var output = new StringWriter();
        output.WriteLine(await Provenance.DescribeAsync(settings));
        if (results.Durability is { } durability) output.WriteLine($"PostgreSQL says: {durability}.");
        foreach (var failure in failures) output.WriteLine($"**Failed, so without figures: {failure}.**");
        output.WriteLine();
        WriteTargets(output, results);
        WriteSystems(output, results);
        WriteCpu(output, results);
        WriteQueue(output, results);
        WriteMemory(output, results);
        return output.ToString();
    }

    private static void WriteTargets(StringWriter output, Results results) => Table.Write(
        output,
        ["figure", "asked for", "measured", "reached"],
        from target in Targets.All
        let outcome = target.Measure(results)
        where outcome is not null
        select (string[])[target.Figure, target.Asked, outcome.Measured, outcome.Reached ? "yes" : "**no**"]);

    private static void WriteSystems(StringWriter output, Results results)
    {
        const string Suffix = ".throughput";
        Table.Write(
            output,
            ["work", "per second", "ms at half of that: p50", "p99", "p99.9", "ms, one client: p50", "p99", "p99.9"],
            from name in results.Names
            where name.EndsWith(Suffix, StringComparison.Ordinal)
            let work = name[..^Suffix.Length]
            select (string[])[work, results.Find(name)!.Text("N0"), .. Latencies(results, $"{work}.many"), .. Latencies(results, $"{work}.one")]);
        Table.Write(
            output,
            ["steady load", "count", "ms: p50", "p99", "p99.9"],
            from what in new (string Name, string Text)[]
            {
                (SteadyLoad.Scenario, $"{SteadyLoad.PerSecond} requests/s"),
                (SteadyLoad.DiskProbes, $"meanwhile, 4 KiB to the disk, {SteadyLoad.ProbesPerSecond}/s"),
            }
            let count = results.Find($"{what.Name}.count")
            where count is not null
            select (string[])[what.Text, count.Text("N0"), .. Latencies(results, what.Name)]);
        Table.Write(
            output,
            ["live events", "deliveries", "ms: p50", "p99", "p99.9"],
            from count in new[] { results.Find("live.count") }
            where count is not null
            select (string[])[
                $"{2 * LiveEvents.PairsPerSecond} a second to {LiveEvents.Listeners} listeners", count.Text("N0"), .. Latencies(results, "live")]);
    }

    private static void WriteCpu(StringWriter output, Results results) => Table.Write(
        output,
        ["work", "process", "CPU ms each", "% of one core"],
        from work in results.Cpu
        from process in work.Value.GroupBy(share => share.Process)
        let each = new Series([.. process.Select(share => share.MillisecondsEach)])
        let share = new Series([.. process.Select(share => 100 * share.Share)])
        select (string[])[work.Key, process.Key, each.Text("0.000"), share.Text("0")]);

    private static void WriteQueue(StringWriter output, Results results) => Table.Write(
        output,
        ["milliseconds", "waiters", "p50", "p99"],
        from what in (string[])["fulfilled after the unlock's answer", "unlock", "create a reservation"]
        from waiters in (int[])[Queue.ReleaseToGrant.Few, Queue.ReleaseToGrant.Many]
        let name = $"queue.{waiters}.{what.Split(' ')[0]}"
        where results.Find($"{name}.p99") is not null
        select (string[])[what, $"{waiters:N0}", results.Find($"{name}.p50")!.Text("0.0"), results.Find($"{name}.p99")!.Text("0.0")]);

    private static void WriteMemory(StringWriter output, Results results) => Table.Write(
        output,
        ["memory in MiB", "measured"],
        from name in results.Names
        where name.Contains("memory", StringComparison.Ordinal)
        select (string[])[name.Replace(".memory", ":", StringComparison.Ordinal).Replace('.', ' '), results.Find(name)!.Text("0")]);

    private static IEnumerable<string> Latencies(Results results, string name) =>
        Results.Percentiles.Select(percentile => results.Find($"{name}.p{percentile}")?.Text("0.0") ?? "");
}
