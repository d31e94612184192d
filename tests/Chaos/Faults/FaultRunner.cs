using System.Collections.Concurrent;
using RentABot.Chaos.Cluster;
using RentABot.Chaos.History;

namespace RentABot.Chaos.Faults;

/// <summary>
/// Lets faults happen, a few at a time, waits until every service is ready again, and gives the clients some calm before
/// the next ones. Writes down what happened and when.
/// </summary>
internal sealed class FaultRunner(FaultSchedule schedule, ChaosCluster cluster, HistoryRecorder history, Action<string> say)
{
    private readonly ConcurrentQueue<Injection> _happened = new();

    /// <summary>In the order of their ends.</summary>
    public IReadOnlyCollection<Injection> Happened => _happened;

    /// <summary>Returns when the time is over and the last fault has been mended; there is one at least.</summary>
    /// <param name="atOnce">How many may overlap.</param>
    /// <param name="stop">No other fault begins.</param>
    public async Task RunAsync(int atOnce, CancellationToken stop)
    {
        do
        {
            var running = new List<(Injection Injection, Task<DateTimeOffset> Begun)>();
            for (var i = 0; i < atOnce; i++)
            {
                var (injection, after) = schedule.Next();
                var before = running.Where(other => other.Injection.Targets.Intersect(injection.Targets).Any()).Select(other => other.Begun);
                running.Add((injection, HappenAsync(injection, after, [.. before])));
            }

            await Task.WhenAll(running.Select(one => one.Begun));
            await cluster.BecomesReadyAsync();
            foreach (var (injection, begun) in running) Add(injection, await begun);
        }
        while (!stop.IsCancellationRequested);
    }

    /// <summary>Returns when it began.</summary>
    private async Task<DateTimeOffset> HappenAsync(Injection injection, TimeSpan after, Task[] before)
    {
        await Task.Delay(after, TimeProvider.System);
        await Task.WhenAll(before);
        var begin = history.Clock.Now;
        try
        {
            await injection.HappenAsync();
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"{injection} could not be mended.", exception);
        }

        say($"{begin:HH:mm:ss.f}–{history.Clock.Now:HH:mm:ss.f} {injection}");
        return begin;
    }

    /// <summary>It is over when everything works again.</summary>
    private void Add(Injection injection, DateTimeOffset begin)
    {
        _happened.Enqueue(injection);
        if (injection.Kind is not { } kind) return;
        foreach (var target in injection.Targets) history.Add(new History.Fault(kind, target, begin, history.Clock.Now));
    }
}
