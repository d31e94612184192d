using System.Diagnostics;

namespace RentABot.Load.Servers;

/// <summary>Looks all the time how long the oldest event has waited that the broker has not confirmed yet.</summary>
internal sealed class RelayWatch : IAsyncDisposable
{
    private const string AgeOfOldest = """
        SELECT coalesce((
          SELECT extract(epoch FROM clock_timestamp() - occurred_at)::float8 FROM events
          WHERE sequence > (SELECT sequence FROM relay_position) ORDER BY sequence LIMIT 1), 0)
        """;

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _stop = new();
    private readonly Database _database;
    private readonly Task<double> _watching;

    public RelayWatch(Database database)
    {
        _database = database;
        _watching = WatchAsync();
    }

    /// <summary>Waits until all is confirmed and returns the longest that one was seen to wait, in seconds.</summary>
    public async Task<double> EndAsync()
    {
        await _stop.CancelAsync();
        return await _watching;
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        _stop.Dispose();
    }

    private async Task<double> WatchAsync()
    {
        using var timer = new PeriodicTimer(LookEvery);
        var longest = 0.0;
        var stopped = 0L;
        while (true)
        {
            await timer.WaitForNextTickAsync();
            var age = await _database.ScalarAsync<double>(AgeOfOldest);
            longest = Math.Max(longest, age);
            if (!_stop.IsCancellationRequested) continue;
            if (stopped == 0) stopped = Stopwatch.GetTimestamp();
            if (age == 0) return longest;
            if (Stopwatch.GetElapsedTime(stopped) > Patience) throw new InvalidOperationException("The relay does not come to an end.");
        }
    }
}
