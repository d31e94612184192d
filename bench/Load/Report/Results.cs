using RentABot.Load.Loops;

namespace RentABot.Load.Report;

/// <summary>All that was measured, round by round.</summary>
internal sealed class Results
{
    private readonly Dictionary<string, List<double>> _series = [];
    private readonly Dictionary<string, List<CpuShare>> _cpu = [];

    public static IReadOnlyList<double> Percentiles { get; } = [50, 99, 99.9];

    /// <summary>Processor time that each process took, by the work that was done.</summary>
    public IReadOnlyDictionary<string, List<CpuShare>> Cpu => _cpu;

    /// <summary>Names of all series, in the order in which they were first measured.</summary>
    public IEnumerable<string> Names => _series.Keys;

    /// <summary>What the database says about how it keeps what it confirms.</summary>
    public string? Durability { get; set; }

    public void Add(string name, double value)
    {
        if (!_series.TryGetValue(name, out var rounds)) _series[name] = rounds = [];
        rounds.Add(value);
    }

    public void AddLatencies(string name, Latencies latencies)
    {
        foreach (var percentile in Percentiles) Add($"{name}.p{percentile}", latencies.MillisecondsAt(percentile));
    }

    public void AddCpu(string work, IReadOnlyList<(string Process, double Seconds)> processes, Measured measured)
    {
        if (!_cpu.TryGetValue(work, out var shares)) _cpu[work] = shares = [];
        shares.AddRange(processes.Select(p => new CpuShare(p.Process, p.Seconds, measured.Elapsed.TotalSeconds, measured.Count)));
    }

    /// <summary>Of a system that gave a wrong answer, what came before it is no figure either.</summary>
    public void Forget(IEnumerable<string> works)
    {
        foreach (var work in works)
        {
            _cpu.Remove(work);
            foreach (var name in _series.Keys.Where(name => name.StartsWith($"{work}.", StringComparison.Ordinal)).ToList()) _series.Remove(name);
        }
    }

    /// <returns>Null when it was not measured.</returns>
    public Series? Find(string name) => _series.TryGetValue(name, out var rounds) ? new Series(rounds) : null;

    /// <returns>Round by round; null when one of them was not measured.</returns>
    public Series? Ratio(string one, string other) => Find(one) is { } first && Find(other) is { } second ? first.DividedBy(second) : null;
}
