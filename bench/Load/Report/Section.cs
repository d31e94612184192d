namespace RentABot.Load.Report;

/// <summary>The report: Markdown.</summary>
internal static class Section
{
    public static void Write(TextWriter output, Results results)
    {
        WriteTargets(output, results);
        WritePeers(output, results);
        foreach (var (work, shares) in results.Cpu) WriteCpu(output, work, shares);
    }

    private static void WriteTargets(TextWriter output, Results results)
    {
        output.WriteLine("| figure | asked for | measured | reached |");
        output.WriteLine("|---|---|---|---|");
        foreach (var target in Targets.All)
        {
            if (target.Measure(results) is { } outcome)
            {
                output.WriteLine($"| {target.Figure} | {target.Asked} | {outcome.Measured} | {(outcome.Reached ? "yes" : "**no**")} |");
            }
        }

        output.WriteLine();
    }

    private static void WritePeers(TextWriter output, Results results)
    {
        output.WriteLine("| system | per second | p50, 100 clients | p99 | p99.9 | p50, one client | p99 | p99.9 |");
        output.WriteLine("|---|---|---|---|---|---|---|---|");
        foreach (var name in results.Names("").Where(name => name.EndsWith(".throughput", StringComparison.Ordinal)))
        {
            var peer = name[..name.IndexOf('.', StringComparison.Ordinal)];
            if (results.Find($"{peer}.many.p99") is null) continue;
            var latencies = from clients in (string[])["many", "one"]
                            from percentile in Results.Percentiles
                            select results.Find($"{peer}.{clients}.p{percentile}")!.Text("0.0", " ms");
            output.WriteLine($"| {peer} | {results.Find(name)!.Text("N0")} | {string.Join(" | ", latencies)} |");
        }

        output.WriteLine();
    }

    private static void WriteCpu(TextWriter output, string work, List<CpuShare> shares)
    {
        output.WriteLine($"| {work}: process | CPU ms each | share of one core |");
        output.WriteLine("|---|---|---|");
        foreach (var process in shares.GroupBy(share => share.Process))
        {
            var each = new Series([.. process.Select(share => share.MillisecondsEach)]);
            var share = new Series([.. process.Select(share => 100 * share.Share)]);
            output.WriteLine($"| {process.Key} | {each.Text("0.000")} | {share.Text("0", " %")} |");
        }

        output.WriteLine();
    }
}
