using Microsoft.EntityFrameworkCore;
using RentABot.Contracts;
using RentABot.Persistence.Reservations;
using RentABot.Persistence.Resources;

namespace RentABot.Persistence.Queue;

/// <summary>
/// Keeps a <see cref="QueueBook"/> in memory and brings it up to date from the event log: every change of a resource or a
/// reservation is told by an event, so what was touched since the book's last event is read again, and nothing else.
/// </summary>
public sealed class QueueBookKeeper : IDisposable
{
    /// <summary>The allocator's own, which may know what the present write transaction has not committed yet.</summary>
    public const string OfTheWriter = "writer";

    /// <summary>Of those who read what is committed.</summary>
    public const string OfReaders = "readers";

    /// <summary>When more has happened than this, everything is read again.</summary>
    private const int MostEvents = 10_000;

    private readonly SemaphoreSlim _turn = new(1);
    private QueueBook? _book;

    /// <summary>Reads from the book as of an event.</summary>
    /// <param name="db">Where the book is brought up to date from; all changes of a running transaction are saved.</param>
    /// <param name="sequence">The last event that the book must know of.</param>
    /// <param name="read">Reads the book; it must not keep it.</param>
    /// <param name="cancellationToken">Ends the wait and the loading.</param>
    public async Task<T> ReadAsync<T>(RentABotDbContext db, long sequence, Func<QueueBook, T> read, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            // While it is being changed it is nobody's: what fails half-way is loaded anew.
            var book = _book;
            _book = null;
            book = book is not null && await CatchUpAsync(book, db, sequence, cancellationToken)
                ? book
                : await LoadAsync(db, sequence, cancellationToken);
            book.SetHolds(await db.Holds.AsNoTracking().ToDictionaryAsync(h => h.ResourceId, h => h.ReservationId, cancellationToken));
            var answer = read(book);
            _book = book;
            return answer;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>The next to read loads everything anew.</summary>
    public void Forget() => _book = null;

    public void Dispose() => _turn.Dispose();

    private static async Task<QueueBook> LoadAsync(RentABotDbContext db, long sequence, CancellationToken cancellationToken)
    {
        var book = new QueueBook { Sequence = sequence };
        await foreach (var resource in PoolResources(db, db.Resources).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            book.Put(resource);
        }

        await foreach (var reservation in Pending(db).AsAsyncEnumerable().WithCancellation(cancellationToken)) Enqueue(book, reservation);
        return book;
    }

    /// <summary>Whether the log tells all that has happened since; history may have been removed.</summary>
    private static async Task<bool> CatchUpAsync(QueueBook book, RentABotDbContext db, long sequence, CancellationToken cancellationToken)
    {
        var count = sequence - book.Sequence;
        if (count is < 0 or > MostEvents) return false;
        if (count == 0) return true;

        var touched = await db.Events
            .Where(e => e.Sequence > book.Sequence && e.Sequence <= sequence)
            .Select(e => new { e.ResourceId, e.ReservationId })
            .ToListAsync(cancellationToken);
        if (touched.Count != count) return false;

        await CatchUpResourcesAsync(book, db, [.. touched.Select(t => t.ResourceId).OfType<long>().Distinct()], cancellationToken);
        await CatchUpReservationsAsync(book, db, [.. touched.Select(t => t.ReservationId).OfType<Guid>().Distinct()], cancellationToken);
        book.Sequence = sequence;
        return true;
    }

    private static async Task CatchUpResourcesAsync(
        QueueBook book, RentABotDbContext db, List<long> touched, CancellationToken cancellationToken)
    {
        if (touched.Count == 0) return;
        var present = await PoolResources(db, db.Resources.Where(r => touched.Contains(r.Id))).ToListAsync(cancellationToken);
        foreach (var removed in touched.Except(present.Select(r => r.Id))) book.RemoveResource(removed);
        foreach (var resource in present) book.Put(resource);
    }

    private static async Task CatchUpReservationsAsync(
        QueueBook book, RentABotDbContext db, List<Guid> touched, CancellationToken cancellationToken)
    {
        if (touched.Count == 0) return;
        var pending = await Pending(db).Where(r => touched.Contains(r.CorrelationId)).ToListAsync(cancellationToken);
        foreach (var id in touched) book.Dequeue(id);
        foreach (var reservation in pending) Enqueue(book, reservation);
    }

    private static IQueryable<Reservation> Pending(RentABotDbContext db) =>
        db.Reservations.AsNoTracking().Where(r => r.Status == nameof(ReservationStatus.Pending));

    private static IQueryable<PoolResource> PoolResources(RentABotDbContext db, IQueryable<Resource> resources) =>
        resources.AsNoTracking().Select(r => new PoolResource
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
}
