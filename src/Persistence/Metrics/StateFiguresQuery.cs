using Microsoft.EntityFrameworkCore;
using RentABot.Contracts;
using RentABot.Persistence.Clock;
using RentABot.Persistence.Resources;

namespace RentABot.Persistence.Metrics;

public static class StateFiguresQuery
{
    /// <param name="db">Read without a transaction: the figures may be some milliseconds apart.</param>
    /// <param name="clock">By which the age of an event is told.</param>
    /// <param name="pools">The tags that are pools. A resource that has several counts in each.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<StateFigures> ReadStateFiguresAsync(
        this RentABotDbContext db, IDatabaseClock clock, IReadOnlyList<string> pools, CancellationToken cancellationToken)
    {
        var locked = from running in db.Locks
            where running.EndedAt == null
            join resource in db.Resources on running.ResourceId equals resource.Id
            select resource;
        var active = new Dictionary<string, int>();
        foreach (var pool in pools) active[pool] = await locked.CountAsync(resource => resource.Tags.Contains(pool), cancellationToken);
        var confirmed = await db.RelayPositions.Select(p => p.Sequence).SingleAsync(cancellationToken);
        var unconfirmed = db.Events.Where(e => e.Sequence > confirmed);
        var oldest = await unconfirmed.OrderBy(e => e.Sequence)
            .Select(e => (DateTimeOffset?)e.OccurredAt)
            .FirstOrDefaultAsync(cancellationToken);
        var now = await clock.ReadAsync(db, cancellationToken);
        return new StateFigures
        {
            Resources = await db.ResourceSnapshots()
                .GroupBy(s => s.Lock != null ? ResourceStatus.Locked
                    : s.Resource.Unavailable ? ResourceStatus.Unavailable
                    : s.Hold != null ? ResourceStatus.Held
                    : ResourceStatus.Available)
                .Select(group => new { group.Key, Count = group.Count() })
                .ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken),
            ActiveLocks = active,
            ActiveLocksElsewhere = await locked.CountAsync(resource => !resource.Tags.Any(tag => pools.Contains(tag)), cancellationToken),
            Waiting = await db.Reservations
                .Where(r => r.Status == nameof(ReservationStatus.Pending))
                .GroupBy(r => r.Priority)
                .Select(group => new { group.Key, Count = group.Count() })
                .ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken),
            UnconfirmedEvents = await unconfirmed.CountAsync(cancellationToken),
            Lag = oldest < now ? now - oldest.Value : TimeSpan.Zero,
        };
    }
}
