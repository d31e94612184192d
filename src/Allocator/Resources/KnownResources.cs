using Microsoft.EntityFrameworkCore;
using RentABot.Allocator.Commands;
using RentABot.Persistence;
using RentABot.Persistence.Resources;

namespace RentABot.Allocator.Resources;

/// <summary>
/// Resources with their running locks and holds, as the present write transaction has them. Those that the next commands
/// name are read at once and kept as the commands change them, so that deciding one costs no round trip of its own.
/// </summary>
internal sealed class KnownResources(RentABotDbContext db)
{
    private readonly Dictionary<long, ResourceSnapshot> _known = [];

    public bool None => _known.Count == 0;

    public async Task LoadAsync(IEnumerable<long> ids, CancellationToken cancellationToken)
    {
        await db.SaveChangesAsync(cancellationToken);
        var wanted = ids.Distinct().ToList();
        var snapshots = await db.ResourceSnapshots().Where(s => wanted.Contains(s.Resource.Id)).ToListAsync(cancellationToken);
        foreach (var snapshot in snapshots) _known[snapshot.Resource.Id] = snapshot;
    }

    /// <summary>An id that no resource has is rejected.</summary>
    public async Task<ResourceSnapshot> SnapshotAsync(long id, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(id, out var known)) return known;

        // The database is asked for what it would say after this transaction's changes so far.
        await db.SaveChangesAsync(cancellationToken);
        return await db.ResourceSnapshots().SingleOrDefaultAsync(s => s.Resource.Id == id, cancellationToken)
            ?? throw Rejection.ResourceNotFound(id);
    }

    /// <summary>A lock of it began or ended.</summary>
    public void Changed(ResourceSnapshot after)
    {
        if (_known.ContainsKey(after.Resource.Id)) _known[after.Resource.Id] = after;
    }

    /// <summary>Resources, or holds, were changed in another way.</summary>
    public void Forget() => _known.Clear();
}
