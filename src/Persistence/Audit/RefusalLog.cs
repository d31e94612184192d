using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RentABot.Persistence.Clock;
using RentABot.Persistence.Transactions;

namespace RentABot.Persistence.Audit;

/// <summary>
/// Writes refused attempts down, beside the answers to them: once a second, as many as a setting allows. Under the write
/// lock, so that they have their place between two events once and for all, and nothing ever comes in behind a reader.
/// </summary>
public sealed partial class RefusalLog : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Channel<(Refusal Refusal, long NotedAt)> _waiting;
    private readonly IServiceScopeFactory _scopes;
    private readonly SchemaGate _schema;
    private readonly TimeProvider _time;
    private readonly ILogger<RefusalLog> _logger;
    private readonly int _most;

    /// <summary>Taken from those that wait, and not written yet.</summary>
    private readonly List<(Refusal Refusal, long NotedAt)> _batch = [];
    private long _dropped;
    private bool _failing;
    private bool _flooded;

    public RefusalLog(
        IServiceScopeFactory scopes, SchemaGate schema, TimeProvider time, IOptions<RefusalLogOptions> options, ILogger<RefusalLog> logger)
    {
        (_scopes, _schema, _time, _logger, _most) = (scopes, schema, time, logger, options.Value.MaxRefusalsPerSecond);
        _waiting = Channel.CreateBounded<(Refusal, long)>(new BoundedChannelOptions(_most) { SingleReader = true });
    }

    /// <summary>Has it written soon. Never waits: what is too much is counted, and dropped.</summary>
    public void Note(Refusal refusal)
    {
        if (!_waiting.Writer.TryWrite((refusal, _time.GetTimestamp()))) Interlocked.Increment(ref _dropped);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await _schema.WaitAsync(stoppingToken);
        while (_batch.Count > 0 || await _waiting.Reader.WaitToReadAsync(stoppingToken))
        {
            await TryWriteAsync(stoppingToken);
            await Task.Delay(Pause, _time, stoppingToken);
        }
    }

    /// <summary>Writes what was noted last, too.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        while (_batch.Count > 0 || _waiting.Reader.TryPeek(out _))
        {
            if (!await TryWriteAsync(cancellationToken)) return;
        }
    }

    private async Task<bool> TryWriteAsync(CancellationToken cancellationToken)
    {
        while (_batch.Count < _most && _waiting.Reader.TryRead(out var next)) _batch.Add(next);

        // Counted once they were taken: one that was dropped before found as many waiting.
        var dropped = Interlocked.Exchange(ref _dropped, 0);
        try
        {
            await WriteAsync(dropped, cancellationToken);
            if (dropped > 0 && !_flooded) LogDropped(_most);
            _flooded = dropped > 0;
            _batch.Clear();
            _failing = false;
            return true;
        }
        catch (Exception exception)
        {
            Interlocked.Add(ref _dropped, dropped);
            if (exception is OperationCanceledException && cancellationToken.IsCancellationRequested) return false;
            if (!_failing) LogNotWritten(exception.GetType().Name, exception.Message);
            _failing = true;
            return false;
        }
    }

    private async Task WriteAsync(long dropped, CancellationToken cancellationToken)
    {
        await using var scope = _scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RentABotDbContext>();
        await using var transaction = await scope.ServiceProvider.GetRequiredService<IWriteTransactions>().BeginAsync(db, cancellationToken);
        var now = await scope.ServiceProvider.GetRequiredService<IDatabaseClock>().ReadAsync(db, cancellationToken);
        var last = await db.LedgerHeads.AsNoTracking().Select(head => head.Sequence).SingleAsync(cancellationToken);
        foreach (var (refusal, notedAt) in _batch) db.RefusedAttempts.Add(RowOf(refusal, last, now - _time.GetElapsedTime(notedAt)));
        if (dropped > 0) db.RefusedAttempts.Add(RowOf(TooMany(dropped), last, now));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static RefusedAttempt RowOf(Refusal refusal, long sequence, DateTimeOffset occurredAt) => new()
    {
        Sequence = sequence,
        Type = refusal.Type,
        OccurredAt = occurredAt,
        ResourceId = refusal.ResourceId,
        ReservationId = refusal.ReservationId,
        ClientId = StoredText.Of(refusal.ClientId),
        Actor = StoredText.Of(refusal.Actor),
        Address = StoredText.Of(refusal.Address),
        UserAgent = StoredText.Of(refusal.UserAgent),
        Details = refusal.Details,
    };

    private static Refusal TooMany(long dropped) => new()
    {
        Type = RefusalTypes.Dropped,
        Actor = "rentabot",
        Details = $$"""{"dropped":{{dropped}}}""",
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "Some refused attempts were not written down, there are more than {Most} in a second; the audit trail has their number")]
    private partial void LogDropped(int most);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Refused attempts cannot be written down ({Failure}: {Reason}); they wait")]
    private partial void LogNotWritten(string failure, string reason);
}
