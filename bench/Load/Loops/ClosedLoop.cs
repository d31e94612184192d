using System.Diagnostics;

namespace RentABot.Load.Loops;

/// <summary>Each client begins anew as soon as it was answered: finds out how much can be done at all.</summary>
internal static class ClosedLoop
{
    public static async Task<Measured> RunAsync(IReadOnlyList<IClient> clients, TimeSpan time)
    {
        var latencies = new Latencies();
        using var failed = new CancellationTokenSource();
        var began = Stopwatch.GetTimestamp();
        var end = began + (long)(time.TotalSeconds * Stopwatch.Frequency);
        var count = 0L;
        await Workers.AllAsync(clients, RepeatAsync, failed);
        return new Measured(count, time, latencies);

        async Task RepeatAsync(IClient client)
        {
            var done = 0L;
            while (true)
            {
                var start = Stopwatch.GetTimestamp();
                if (start >= end) break;
                var answered = await client.DoAsync(failed.Token);
                if (Stopwatch.GetTimestamp() > end) break;
                latencies.Record(start, answered);
                done++;
            }

            Interlocked.Add(ref count, done);
        }
    }
}
