using System.Collections.Concurrent;
using RentABot.Chaos.History;

namespace RentABot.Chaos.Faults;

/// <summary>Lets faults happen one after the other, or a few at a time, and writes down what and when.</summary>
internal sealed class FaultRunner(FaultSchedule schedule, HistoryRecorder history, int atOnce, Action<string> say)
{
    private readonly ConcurrentQueue<Injection> _happened = new();

    /// <summary>In the order of their ends.</summary>
    public IReadOnlyCollection<Injection> Happened => _happened;

    /// <summary>Returns when the time is over and the last fault has been mended.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        var running = new List<(Injection Injection, Task Task)>();
        while (!stop.IsCancellationRequested)
        {
            var (injection, calm) = schedule.Next();
            while (running.Count >= atOnce || running.Exists(other => other.Injection.Targets.Intersect(injection.Targets).Any()))
            {
                await Task.WhenAny(running.Select(other => other.Task));
                foreach (var over in running.Where(other => other.Task.IsCompleted).ToList())
                {
                    running.Remove(over);
                    await over.Task;
                }
            }

            await Task.Delay(calm, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!stop.IsCancellationRequested) running.Add((injection, HappenAsync(injection)));
        }

        await Task.WhenAll(running.Select(other => other.Task));
    }

    private async Task HappenAsync(Injection injection)
    {
        var begin = history.Clock.Now;
        try
        {
            await injection.HappenAsync();
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"{injection} could not be mended.", exception);
        }

        var end = history.Clock.Now;
        if (injection.Kind is { } kind)
        {
            foreach (var target in injection.Targets) history.Add(new History.Fault(kind, target, begin, end));
        }

        _happened.Enqueue(injection);
        say($"{begin:HH:mm:ss.f}–{end:HH:mm:ss.f} {injection}");
    }
}
