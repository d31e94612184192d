using Microsoft.EntityFrameworkCore;
using RentABot.Contracts;
using RentABot.Persistence.Locks;
using RentABot.Persistence.Reservations;

namespace RentABot.Persistence.Queue;

/// <summary>
/// Keeps a <see cref="QueueBook"/> in memory and brings it up to date from the event log: every change of a resource or a
/// reservation is told by an event, so what was touched since the book's last event is read again, and nothing else.
/// </summary>
public sealed class QueueBookKeeper(TimeProvider time) : IDisposable
{
    /// <summary>The allocator's own, which may know what the present write transaction has not committed yet.</summary>
    public const string OfTheWriter = "writer";

    /// <summary>Of those who read what is committed.</summary>
    public const string OfReaders = "readers";

    /// <summary>When more has happened than this, everything is read again.</summary>
    private const int MostEvents = 10_000;

    /// <summary>A book is not kept for longer, in case rows were changed by hand, of which no event tells.</summary>
    private static readonly TimeSpan LongestKept = TimeSpan.FromMinutes(10);

    /// <summary>Asked in nearly every write transaction, so translated once.</summary>
    private static readonly Func<RentABotDbContext, long, long, IAsyncEnumerable<Touched>> TouchedBetween =
        EF.CompileAsyncQuery((RentABotDbContext db, long since, long last) => db.Events
            .Where(e => e.Sequence > since && e.Sequence <= last)
            .Select(e => new Touched(e.ResourceId, e.ReservationId)));

    private static readonly Func<RentABotDbContext, IAsyncEnumerable<Hold>> AllHolds =
        EF.CompileAsyncQuery((RentABotDbContext db) => db.Holds.AsNoTracking());

    private static readonly Func<RentABotDbContext, List<long>, IAsyncEnumerable<PoolResource>> PoolResourcesOf =
        EF.CompileAsyncQuery((RentABotDbContext db, List<long> ids) => PoolResources(db).Where(r => ids.Contains(r.Id)));

    private static readonly Func<RentABotDbContext, List<Guid>, IAsyncEnumerable<Reservation>> PendingOf =
        EF.CompileAsyncQuery((RentABotDbContext db, List<Guid> ids) => Pending(db).Where(r => ids.Contains(r.CorrelationId)));

    private readonly SemaphoreSlim _turn = new(1);
    private QueueBook? _book;
    private long _loadedAt;

    /// <summary>Reads from the book as of an event.</summary>
    /// <param name="db">Where the book is brought up to date from; all changes of a running transaction are saved.</param>
    /// <param name="sequence">The last event that the book must know of; null: the last that is committed.</param>
    /// <param name="read">Reads the book; it must not keep it.</param>
    /// <param name="cancellationToken">Ends the wait and the loading.</param>
    public Task<T> ReadAsync<T>(RentABotDbContext db, long? sequence, Func<QueueBook, T> read, CancellationToken cancellationToken) =>
        ReadAsync(db, sequence, true, read, cancellationToken);

    /// <summary>As <see cref="ReadAsync{T}(RentABotDbContext, long?, Func{QueueBook, T}, CancellationToken)"/>, for who does not look at the holds.</summary>
    public Task<T> ReadLineAsync<T>(RentABotDbContext db, long? sequence, Func<QueueBook, T> read, CancellationToken cancellationToken) =>
        ReadAsync(db, sequence, false, read, cancellationToken);

    /// <summary>The next to read loads everything anew.</summary>
    public void Forget() => _book = null;

    public void Dispose() => _turn.Dispose();

    private async Task<T> ReadAsync<T>(
        RentABotDbContext db, long? sequence, bool withHolds, Func<QueueBook, T> read, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var last = sequence ?? await db.LedgerHeads.Select(head => head.Sequence).SingleAsync(cancellationToken);
            var changes = _book is null || time.GetElapsedTime(_loadedAt) > LongestKept ? null : await ReadChangesAsync(_book.Sequence, db, last, cancellationToken);
            var holds = withHolds
                ? await AllHolds(db).ToDictionaryAsync(h => h.ResourceId, h => h.ReservationId, cancellationToken: cancellationToken)
                : null;

            // Nothing is changed before everything is read, so whoever hangs up or fails meanwhile leaves the book as it was.
            if (changes is null) (_book, _loadedAt) = (await LoadAsync(db, cancellationToken), time.GetTimestamp());
            changes?.ApplyTo(_book!);
            _book!.Sequence = last;
            if (holds is not null) _book.SetHolds(holds);
            return read(_book);
        }
        finally
        {
            _turn.Release();
        }
    }

    private static async Task<QueueBook> LoadAsync(RentABotDbContext db, CancellationToken cancellationToken)
    {
        var book = new QueueBook();
        await foreach (var resource in PoolResources(db).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            book.Put(resource);
        }

        await foreach (var reservation in Pending(db).AsAsyncEnumerable().WithCancellation(cancellationToken)) Enqueue(book, reservation);
        return book;
    }

    /// <summary>What has changed since an event; null where the log does not tell all of it, as history may have been removed.</summary>
    private static async Task<Changes?> ReadChangesAsync(
        long since, RentABotDbContext db, long sequence, CancellationToken cancellationToken)
    {
        var count = sequence - since;
        if (count is < 0 or > MostEvents) return null;
        if (count == 0) return new Changes([], [], [], []);

        var touched = await TouchedBetween(db, since, sequence).ToListAsync(cancellationToken);
        if (touched.Count != count) return null;

        List<long> resources = [.. touched.Select(t => t.ResourceId).OfType<long>().Distinct()];
        List<Guid> reservations = [.. touched.Select(t => t.ReservationId).OfType<Guid>().Distinct()];
        return new Changes(
            resources,
            resources.Count == 0 ? [] : await PoolResourcesOf(db, resources).ToListAsync(cancellationToken),
            reservations,
            reservations.Count == 0 ? [] : await PendingOf(db, reservations).ToListAsync(cancellationToken));
    }

    private static IQueryable<Reservation> Pending(RentABotDbContext db) =>
        db.Reservations.AsNoTracking().Where(r => r.Status == nameof(ReservationStatus.Pending));

    private static IQueryable<PoolResource> PoolResources(RentABotDbContext db) =>
        db.Resources.AsNoTracking().Select(r => new PoolResource
        {
            Id = r.Id,
            Name = r.Name,
            Tags = r.Tags,
            MaxLockDuration = r.MaxLockDuration,
            Unavailable = r.Unavailable,
            LastUsedAt = r.LastUsedAt,
            LockedUntil = db.Locks.Where(l => l.ResourceId == r.Id && l.EndedAt == null).Select(l => (DateTimeOffset?)l.ExpiresAt).FirstOrDefault(),
        });

    private static void Enqueue(QueueBook book, Reservation r) =>
        book.Enqueue(r.CorrelationId, r.Rank, r.Arrival, r.Quantity, r.Selector, r.LeastMaxLockDuration);

    private sealed record Touched(long? ResourceId, Guid? ReservationId);

    /// <summary>What events touched, and what of it is there now.</summary>
    private sealed record Changes(
        List<long> TouchedResources, List<PoolResource> Resources, List<Guid> TouchedReservations, List<Reservation> Pending)
    {
        public void ApplyTo(QueueBook book)
        {
            foreach (var removed in TouchedResources.Except(Resources.Select(r => r.Id))) book.RemoveResource(removed);
            foreach (var resource in Resources) book.Put(resource);
            foreach (var id in TouchedReservations) book.Dequeue(id);
            foreach (var reservation in Pending) Enqueue(book, reservation);
        }
    }
}
