using RentABot.Load.Processes;
using RentABot.Load.Report;

namespace RentABot.Load.Steady;

/// <summary>Looks every second how much memory each process has; ten minutes have ten tenths, of a minute each.</summary>
internal sealed class MemoryWatch : IAsyncDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stop = new();
    private readonly IReadOnlyList<ProcessTree> _processes;
    private readonly Dictionary<string, List<double>> _seen;
    private readonly Task _watching;

    public MemoryWatch(IReadOnlyList<ProcessTree> processes)
    {
        _processes = processes;
        _seen = processes.ToDictionary(process => process.Name, _ => new List<double>());
        _watching = WatchAsync();
    }

    /// <returns>Medians in MiB: of the second tenth of the time, and of the last.</returns>
    public async Task<IReadOnlyList<(string Process, double Early, double Late)>> EndAsync()
    {
        await _stop.CancelAsync();
        await _watching;
        return [.. _seen.Select(process => (process.Key, MedianOf(process.Value, 1), MedianOf(process.Value, 9)))];
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        _stop.Dispose();
    }

    private async Task WatchAsync()
    {
        using var timer = new PeriodicTimer(LookEvery);
        do
        {
            foreach (var process in _processes) _seen[process.Name].Add(process.Memory("VmRSS"));
        }
        while (!_stop.IsCancellationRequested && await timer.WaitForNextTickAsync());
    }

    private static double MedianOf(List<double> seen, int tenth)
    {
        var (from, to) = (tenth * seen.Count / 10, (tenth + 1) * seen.Count / 10);
        return new Series(seen[from..Math.Max(to, from + 1)]).Median;
    }
}
