using RentABot.Load.Loops;

namespace RentABot.Load.Report;

/// <summary>All that was measured, round by round.</summary>
internal sealed class Results
{
    private readonly Dictionary<string, List<double>> _series = [];
    private readonly Dictionary<string, List<CpuShare>> _cpu = [];
    private readonly HashSet<string> _notes = [];

    public static IReadOnlyList<double> Percentiles { get; } = [50, 99, 99.9];

    /// <summary>Work, and the processor time that each process took for it.</summary>
    public IReadOnlyDictionary<string, List<CpuShare>> Cpu => _cpu;

    public IReadOnlySet<string> Notes => _notes;

    public void Add(string name, double value)
    {
        if (!_series.TryGetValue(name, out var rounds)) _series[name] = rounds = [];
        rounds.Add(value);
    }

    public void AddCpu(string work, IReadOnlyList<(string Process, double Seconds)> processes, Measured measured)
    {
        if (!_cpu.TryGetValue(work, out var shares)) _cpu[work] = shares = [];
        shares.AddRange(processes.Select(p => new CpuShare(p.Process, p.Seconds, measured.Elapsed.TotalSeconds, measured.Count)));
    }

    public void Note(string what) => _notes.Add(what);

    /// <returns>Null when it was not measured.</returns>
    public Series? Find(string name) => _series.TryGetValue(name, out var rounds) ? new Series(rounds) : null;

    public IEnumerable<string> Names(string prefix) => _series.Keys.Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Order();
}
