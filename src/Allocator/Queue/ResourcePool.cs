using Microsoft.EntityFrameworkCore;
using RentABot.Persistence;
using RentABot.Persistence.Reservations;
using RentABot.Rules;

namespace RentABot.Allocator.Queue;

/// <summary>The resources in service, and what of them suits a reservation. Equal wishes are looked up once.</summary>
internal sealed class ResourcePool
{
    private readonly List<Entry> _entries;
    private readonly Dictionary<(string Selector, int? Ttl), (int InService, List<Candidate> Usable)> _wishes = [];

    private ResourcePool(List<Entry> entries) => _entries = entries;

    /// <param name="db">Where the resources are.</param>
    /// <param name="gathered">The resources that gatherers hold: the plan may give them to others.</param>
    /// <param name="cancellationToken">Ends the load.</param>
    public static async Task<ResourcePool> LoadAsync(
        RentABotDbContext db, ICollection<long> gathered, CancellationToken cancellationToken)
    {
        var rows = await db.Resources.AsNoTracking()
            .Where(r => !r.Unavailable)
            .Select(r => new
            {
                r.Id,
                r.Name,
                r.Tags,
                r.MaxLockDuration,
                r.LastUsedAt,
                Locked = db.Locks.Any(l => l.ResourceId == r.Id && l.EndedAt == null),
                Held = db.Holds.Any(h => h.ResourceId == r.Id),
            })
            .ToListAsync(cancellationToken);
        return new ResourcePool(rows.ConvertAll(r => new Entry(
            r.Name,
            r.Tags,
            r.MaxLockDuration,
            !r.Locked && (!r.Held || gathered.Contains(r.Id)),
            new Candidate(r.Id, r.Tags.Count, r.LastUsedAt))));
    }

    public Waiter WaiterOf(Reservation reservation)
    {
        var selector = reservation.Selector;
        var wish = (selector.Key, reservation.LeastMaxLockDuration);
        if (!_wishes.TryGetValue(wish, out var found)) _wishes[wish] = found = Find(selector, reservation.LeastMaxLockDuration);
        return new Waiter(reservation.CorrelationId, reservation.Quantity, found.InService >= reservation.Quantity, found.Usable);
    }

    private (int InService, List<Candidate> Usable) Find(Selector selector, int? ttl)
    {
        var suiting = _entries.FindAll(e =>
            (ttl is null || e.MaxLockDuration >= ttl) && selector.Matches(e.Candidate.Id, e.Name, e.Tags));
        var usable = suiting.Where(e => e.Free).Select(e => e.Candidate).Order(Candidate.ByPreference).ToList();
        return (suiting.Count, usable);
    }

    private sealed record Entry(string Name, List<string> Tags, int MaxLockDuration, bool Free, Candidate Candidate);
}
