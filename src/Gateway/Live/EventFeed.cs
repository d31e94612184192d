using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RentABot.Gateway.Settings;
using RentABot.Persistence;

namespace RentABot.Gateway.Live;

/// <summary>
/// Reads the event log once for all who listen in this process. The bus wakes it, a look now and then heals a wake-up
/// that got lost. Whoever listens pulls at a pace of its own, so nothing is kept for anybody; who falls behind what is in
/// memory reads from the log.
/// </summary>
internal sealed partial class EventFeed(
    IServiceScopeFactory scopes, TimeProvider time, IOptions<GatewayOptions> options, ILogger<EventFeed> logger) : BackgroundService
{
    private const int SliceSize = 500;
    private const int KeptEvents = 2048;
    private const int ReadersAtOnce = 8;

    private static readonly Func<RentABotDbContext, long, IAsyncEnumerable<FeedEvent>> NextEvents =
        EF.CompileAsyncQuery((RentABotDbContext db, long position) => db.Events.AsNoTracking()
            .Where(e => e.Sequence > position)
            .OrderBy(e => e.Sequence)
            .Take(SliceSize)
            .Select(e => new FeedEvent(e.Sequence, e.EventId, e.Type, e.OccurredAt, e.ResourceId, e.ReservationId, e.Body)));

    private readonly FeedRing _ring = new(KeptEvents);
    private readonly SemaphoreSlim _readers = new(ReadersAtOnce);
    private readonly SemaphoreSlim _wakeUps = new(0, 1);
    private volatile TaskCompletionSource _moved = NewSignal();
    private int _listeners;

    /// <summary>The last event that is known here.</summary>
    public long Position => _ring.End;

    /// <summary>Somebody listens.</summary>
    public bool IsHeard => Volatile.Read(ref _listeners) > 0;

    /// <summary>Done when there is more than at the time of the question.</summary>
    internal Task Moved => _moved.Task;

    /// <summary>Everything after an event, in order, without an end; a batch is empty where what it should have is not kept any more.</summary>
    /// <param name="after">The sequence of an event; null: from now on.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async IAsyncEnumerable<IReadOnlyList<FeedEvent>> ReadAsync(
        long? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var reader = await OpenAsync(after, cancellationToken);
        while (true) yield return (await reader.NextAsync(Timeout.InfiniteTimeSpan, cancellationToken)).Events;
    }

    /// <summary>Begins to listen, until what is given is disposed.</summary>
    /// <param name="after">The sequence of an event; null: from now on.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    public async Task<FeedReader> OpenAsync(long? after, CancellationToken cancellationToken)
    {
        var head = await ReadHeadAsync(cancellationToken);
        if (Interlocked.Increment(ref _listeners) == 1) Wake();
        return new FeedReader(this, time, after ?? head, head);
    }

    internal void Close() => Interlocked.Decrement(ref _listeners);

    /// <summary>The log has events up to here.</summary>
    public void Wake(long sequence)
    {
        if (sequence > Position) Wake();
    }

    /// <summary>What there is after an event at present; null when nothing is known of anything after it.</summary>
    internal async ValueTask<FeedSlice?> LookAsync(long position, CancellationToken cancellationToken)
    {
        var known = Position;
        if (_ring.After(position, SliceSize) is { } recent) return recent.Count == 0 ? null : FeedSlice.After(position, recent);
        var events = await ReadAsync(position, cancellationToken);

        // What is known was committed before the log was asked for it.
        return events.Count > 0 ? FeedSlice.After(position, events) : new FeedSlice(new MissingEvents(position + 1, known), []);
    }

    public override void Dispose()
    {
        _readers.Dispose();
        _wakeUps.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                await FollowAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogNotRead(exception.GetType().Name);
                await Task.Delay(options.Value.WaitSweepPeriod, time, stoppingToken);
            }
        }
    }

    /// <summary>Follows the log while anybody listens. Who listened before it began reads what came meanwhile from the log.</summary>
    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        while (!IsHeard) await _wakeUps.WaitAsync(cancellationToken);
        Advance(await ReadHeadAsync(cancellationToken));
        while (IsHeard)
        {
            var events = await ReadAsync(Position, cancellationToken);
            if (events.Count > 0) Advance(events);
            if (events.Count < SliceSize) await _wakeUps.WaitAsync(options.Value.WaitSweepPeriod, cancellationToken);
        }
    }

    private void Advance(long head)
    {
        _ring.Restart(head);
        Announce();
    }

    private void Advance(IReadOnlyList<FeedEvent> events)
    {
        _ring.Add(events);
        Announce();
    }

    private void Announce() => Interlocked.Exchange(ref _moved, NewSignal()).TrySetResult();

    private void Wake()
    {
        try
        {
            _wakeUps.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is awake already.
        }
    }

    private async Task<IReadOnlyList<FeedEvent>> ReadAsync(long position, CancellationToken cancellationToken)
    {
        await _readers.WaitAsync(cancellationToken);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<RentABotDbContext>();
            return await NextEvents(db, position).ToListAsync(cancellationToken);
        }
        finally
        {
            _readers.Release();
        }
    }

    private async Task<long> ReadHeadAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<RentABotDbContext>()
            .LedgerHeads.AsNoTracking().Select(head => head.Sequence).SingleAsync(cancellationToken);
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The event log could not be read ({Failure}); who listens hears of it later")]
    private partial void LogNotRead(string failure);
}
