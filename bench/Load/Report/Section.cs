namespace RentABot.Load.Report;

/// <summary>The report: Markdown.</summary>
internal static class Section
{
    public static void Write(TextWriter output, Results results)
    {
        WriteTargets(output, results);
        WriteSystems(output, results);
        WriteCpu(output, results);
        WriteQueue(output, results);
        WriteMemory(output, results);
    }

    private static void WriteTargets(TextWriter output, Results results) => Table.Write(
        output,
        ["figure", "asked for", "measured", "reached"],
        from target in Targets.All
        let outcome = target.Measure(results)
        where outcome is not null
        select (string[])[target.Figure, target.Asked, outcome.Measured, outcome.Reached ? "yes" : "**no**"]);

    private static void WriteSystems(TextWriter output, Results results)
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
            ["steady load", "requests", "ms: p50", "p99", "p99.9"],
            from count in new[] { results.Find("steady.count") }
            where count is not null
            select (string[])["100 requests/s", count.Text("N0"), .. Latencies(results, "steady")]);
    }

    private static void WriteCpu(TextWriter output, Results results) => Table.Write(
        output,
        ["work", "process", "CPU ms each", "% of one core"],
        from work in results.Cpu
        from process in work.Value.GroupBy(share => share.Process)
        let each = new Series([.. process.Select(share => share.MillisecondsEach)])
        let share = new Series([.. process.Select(share => 100 * share.Share)])
        select (string[])[work.Key, process.Key, each.Text("0.000"), share.Text("0")]);

    private static void WriteQueue(TextWriter output, Results results) => Table.Write(
        output,
        ["milliseconds", "waiters", "p50", "p99"],
        from what in (string[])["fulfilled", "unlock", "create"]
        from waiters in (int[])[Queue.ReleaseToGrant.Few, Queue.ReleaseToGrant.Many]
        let name = $"queue.{waiters}.{what}"
        where results.Find($"{name}.p99") is not null
        select (string[])[what, $"{waiters:N0}", results.Find($"{name}.p50")!.Text("0.0"), results.Find($"{name}.p99")!.Text("0.0")]);

    private static void WriteMemory(TextWriter output, Results results) => Table.Write(
        output,
        ["memory in MiB", "measured"],
        from name in results.Names
        where name.Contains("memory", StringComparison.Ordinal)
        select (string[])[name.Replace(".memory", "", StringComparison.Ordinal).Replace('.', ' '), results.Find(name)!.Text("0")]);

    private static IEnumerable<string> Latencies(Results results, string name) =>
        Results.Percentiles.Select(percentile => results.Find($"{name}.p{percentile}")?.Text("0.0") ?? "");
}
