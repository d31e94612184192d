using System.Diagnostics;

namespace RentABot.Integration.Support;

/// <summary>
/// How slow the machine is for everybody. Something that is due is found by a query, told by a message and carried out
/// by a transaction, so a rule about lateness allows, beside its own second, three of the slowest round trips to the
/// database that were seen meanwhile: some milliseconds on a machine at rest.
/// </summary>
internal sealed class Noise : IAsyncDisposable
{
    private static readonly TimeSpan Rule = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    private readonly CancellationTokenSource _stop = new();
    private readonly Task _probing;
    private TimeSpan _slowest;

    private Noise(Database database) => _probing = ProbeAsync(database);

    public static Noise Measure(Deployment deployment) => new(deployment.Database);

    /// <summary>Checks that something was not early, and not late by more than a second.</summary>
    public void InTime(TimeSpan lateness) => Assert.InRange(lateness, TimeSpan.Zero, Rule + (3 * _slowest));

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _probing;
        _stop.Dispose();
    }

    private async Task ProbeAsync(Database database)
    {
        using var timer = new PeriodicTimer(Interval);
        while (!_stop.IsCancellationRequested)
        {
            var asked = Stopwatch.GetTimestamp();
            await timer.WaitForNextTickAsync(CancellationToken.None);
            await database.ScalarAsync<int>("SELECT 1");
            var overrun = Stopwatch.GetElapsedTime(asked) - Interval;
            if (overrun > _slowest) _slowest = overrun;
        }
    }
}
