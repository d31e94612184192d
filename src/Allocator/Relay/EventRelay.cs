using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RentABot.Allocator.Traces;
using RentABot.Allocator.Writing;
using RentABot.Contracts;
using RentABot.Hosting;
using RentABot.Persistence;
using RentABot.Persistence.Leases;

namespace RentABot.Allocator.Relay;

/// <summary>
/// Publishes the event log in order, one process at a time, and keeps how far the broker has confirmed everything.
/// After a crash or a fault it begins again there: events may repeat, none is lost.
/// </summary>
internal sealed partial class EventRelay(
    IDatabaseLeases leases,
    SchemaGate schema,
    IBus bus,
    PublishOrder order,
    RelaySignal signal,
    RelayDuty duty,
    TimeProvider time,
    ILogger<EventRelay> logger)
    : BackgroundService
{
    private const int BatchSize = 500;

    /// <summary>Commits of other allocators are found by looking.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan TakeOverAgain = TimeSpan.FromSeconds(1);

    /// <summary>A wake-up that comes later has been made up for by looking.</summary>
    private static readonly TimeSpan WakeUpLife = TimeSpan.FromSeconds(10);

    /// <summary>A process that cannot reach its broker gives the lease up to one that perhaps can.</summary>
    private static readonly TimeSpan PublishPatience = TimeSpan.FromSeconds(30);

    /// <summary>What is published of the events after one.</summary>
    private static readonly Func<RentABotDbContext, long, IAsyncEnumerable<LoggedEvent>> NextEvents =
        EF.CompileAsyncQuery((RentABotDbContext db, long confirmed) => db.Events
            .Where(e => e.Sequence > confirmed)
            .OrderBy(e => e.Sequence)
            .Take(BatchSize)
            .Select(e => new LoggedEvent(e.Sequence, e.EventId, e.Type, e.Body, e.TraceParent)));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await schema.WaitAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var lease = await TryTakeAsync(stoppingToken);
                if (lease is not null) await RelayAsync(lease.Db, stoppingToken);
            }
            catch (OperationCanceledException) when (!stoppingToken.IsCancellationRequested)
            {
                LogRelayInterrupted("the broker did not take all of a batch, or not in time");
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogRelayInterrupted($"{exception.GetType().Name}: {exception.Message}");
            }

            await Task.Delay(TakeOverAgain, time, stoppingToken);
        }
    }

    private async Task<DatabaseLease?> TryTakeAsync(CancellationToken cancellationToken)
    {
        DatabaseLease? lease = null;
        try
        {
            return lease = await leases.TryTakeAsync(LeaseName.EventRelay, cancellationToken);
        }
        finally
        {
            duty.Set(lease is not null);
        }
    }

    private async Task RelayAsync(RentABotDbContext db, CancellationToken cancellationToken)
    {
        var confirmed = await db.RelayPositions.AsNoTracking().Select(p => p.Sequence).SingleAsync(cancellationToken);
        LogRelaying(confirmed);
        while (true)
        {
            var batch = await NextEvents(db, confirmed).ToListAsync(cancellationToken);
            if (batch.Count == 0)
            {
                await signal.WaitAsync(LookAgain, cancellationToken);
                continue;
            }

            using var patience = new CancellationTokenSource(PublishPatience, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, order.Broken, cancellationToken);
            FaultPoint.Reach("after-commit-before-publish");
            await PublishAsync(batch, either.Token).ConfirmedAsync(either.Token);
            FaultPoint.Reach("after-publish-before-position");
            confirmed = batch[^1].Sequence;
            await db.RelayPositions.ExecuteUpdateAsync(p => p.SetProperty(x => x.Sequence, confirmed), cancellationToken);
        }
    }

    /// <summary>
    /// Pipelined: the next event is sent before the last one is confirmed. The first of a type in a batch goes alone,
    /// since its exchange may have to be declared first, and must not be overtaken meanwhile.
    /// </summary>
    private async Task PublishAsync(List<LoggedEvent> batch, CancellationToken cancellationToken)
    {
        var declared = new HashSet<string>(StringComparer.Ordinal);
        var woken = WakeListenersAsync(batch[^1].Sequence, cancellationToken);
        var unconfirmed = new List<Task>(batch.Count + 1);
        foreach (var row in batch)
        {
            var first = declared.Add(row.Type);
            if (first) await Task.WhenAll(unconfirmed);
            var published = PublishAsync(row, cancellationToken);
            if (first) await published;
            unconfirmed.Add(published);
        }

        unconfirmed.Add(woken);
        await Task.WhenAll(unconfirmed);
    }

    /// <summary>One message for the whole batch, so that those who read the log themselves need not hear each event.</summary>
    private Task WakeListenersAsync(long sequence, CancellationToken cancellationToken) => bus.Publish(
        new EventsAppended { Sequence = sequence },
        context =>
        {
            context.Durable = false;
            context.TimeToLive = WakeUpLife;
        },
        cancellationToken);

    private async Task PublishAsync(LoggedEvent row, CancellationToken cancellationToken)
    {
        using var span = Spans.OfEvent(row);
        var message = LoggedBody.MessageOf(row);
        await bus.Publish(
            message,
            message.GetType(),
            context =>
            {
                context.MessageId = row.EventId;
                context.CorrelationId = row.EventId;
                context.Serializer = new LoggedBody(row);
                if ((span?.Id ?? row.TraceParent) is { } trace) context.Headers.Set(CommandHeaders.TraceParent, trace);
            },
            cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Relaying events after {Sequence}")]
    private partial void LogRelaying(long sequence);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The event relay was interrupted ({Reason}); it begins again where all was confirmed")]
    private partial void LogRelayInterrupted(string reason);
}
