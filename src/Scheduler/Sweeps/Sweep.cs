using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using RentABot.Hosting;
using RentABot.Persistence.Clock;
using RentABot.Persistence.Deadlines;
using RentABot.Persistence.Leases;

namespace RentABot.Scheduler.Sweeps;

/// <summary>
/// Finds what is due by the database's clock and tells the allocator to look at it. One node at a time, by a lease;
/// never two at once in one process.
/// </summary>
internal sealed partial class Sweep(
    IDatabaseLeases leases,
    IDatabaseClock clock,
    IBusControl bus,
    SentLately sentLately,
    SweepHealth health,
    TimeProvider time,
    ILogger<Sweep> logger)
{
    /// <summary>Rows of a kind in one sweep; the rest comes a moment later.</summary>
    public const int LimitPerKind = 2_000;

    /// <summary>While no allocator runs, messages are gone by the time the next ones come, instead of piling up.</summary>
    public static readonly TimeSpan MessageLife = TimeSpan.FromSeconds(10);

    /// <summary>A server that does not answer keeps the lease from the other nodes, or a stop waiting, no longer than this.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private bool _failing;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            await SweepAsync(either.Token);
            health.Succeeded();
            if (_failing) LogRecovered();
            _failing = false;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            if (!_failing) LogFailing(patience.IsCancellationRequested ? new TimeoutException("No answer in time", exception) : exception);
            _failing = true;
        }
    }

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        // A node without a broker leaves the lease to those that have one.
        var broker = bus.CheckHealth();
        if (broker.Status == BusHealthStatus.Unhealthy) throw new InvalidOperationException("The broker does not answer", broker.Exception);

        await using var lease = await leases.TryTakeAsync(LeaseName.Sweep, cancellationToken);
        if (lease is null) return;

        var now = await clock.ReadAsync(lease.Db, cancellationToken);
        var due = await lease.Db.Due(now, LimitPerKind).ToListAsync(cancellationToken);
        sentLately.ForgetOld();
        due.RemoveAll(sentLately.Contains);

        foreach (var (message, deadlines) in DueMessages.For(due))
        {
            await bus.Publish(message, context => context.TimeToLive = MessageLife, cancellationToken).ConfirmedAsync(cancellationToken);
            sentLately.Add(deadlines);
        }
    }
}
