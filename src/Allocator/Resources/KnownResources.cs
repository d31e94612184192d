using Microsoft.EntityFrameworkCore;
using RentABot.Allocator.Commands;
using RentABot.Persistence;
using RentABot.Persistence.Locks;
using RentABot.Persistence.Reservations;
using RentABot.Persistence.Resources;

namespace RentABot.Allocator.Resources;

/// <summary>
/// Resources with their running locks and holds, as the present write transaction has them. Those that the next commands
/// look at are read at once and kept as the commands change them, so that deciding one costs no round trip of its own.
/// </summary>
internal sealed class KnownResources(RentABotDbContext db)
{
    private static readonly Func<RentABotDbContext, List<long>, IAsyncEnumerable<ResourceSnapshot>> SnapshotsOf =
        EF.CompileAsyncQuery((RentABotDbContext db, List<long> ids) => db.ResourceSnapshots().Where(s => ids.Contains(s.Resource.Id)));

    private static readonly Func<RentABotDbContext, List<Guid>, IAsyncEnumerable<Reservation>> ReservationsOf =
        EF.CompileAsyncQuery((RentABotDbContext db, List<Guid> ids) => db.Reservations.Where(r => ids.Contains(r.CorrelationId)));

    private readonly Dictionary<long, ResourceSnapshot> _known = [];

    /// <summary>What was read is what the commands after it look at.</summary>
    public bool IsLoaded { get; private set; }

    /// <summary>Reads what commands look at, and has the reservations tracked that the locks there came from.</summary>
    public async Task LoadAsync(IReadOnlyCollection<Footprint> footprints, CancellationToken cancellationToken)
    {
        await db.SaveChangesAsync(cancellationToken);
        var reserved = await TrackAsync(footprints.Select(footprint => footprint.ReservationId), cancellationToken);
        await LoadAsync([.. footprints.Select(footprint => footprint.ResourceId).OfType<long>(), .. reserved], cancellationToken);
        await TrackAsync(_known.Values.Select(snapshot => snapshot.Lock?.ReservationId), cancellationToken);
        IsLoaded = true;
    }

    /// <summary>An id that no resource has is rejected.</summary>
    public async Task<ResourceSnapshot> SnapshotAsync(long id, CancellationToken cancellationToken) =>
        await FindAsync(id, cancellationToken) ?? throw Rejection.ResourceNotFound(id);

    public async Task<ResourceSnapshot?> FindAsync(long id, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(id, out var known)) return known;

        // The database is asked for what it would say after this transaction's changes so far.
        await db.SaveChangesAsync(cancellationToken);
        return await SnapshotsOf(db, [id]).SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>A lock of it began or ended.</summary>
    public void Changed(ResourceSnapshot after)
    {
        if (_known.ContainsKey(after.Resource.Id)) _known[after.Resource.Id] = after;
    }

    /// <summary>It is held for somebody, or for nobody.</summary>
    public void Held(long id, Hold? hold)
    {
        if (_known.TryGetValue(id, out var before)) _known[id] = before with { Hold = hold };
    }

    /// <summary>Resources, or holds, were changed in another way.</summary>
    public void Forget()
    {
        _known.Clear();
        IsLoaded = false;
    }

    private async Task LoadAsync(List<long> ids, CancellationToken cancellationToken)
    {
        if (ids.Count == 0) return;
        var wanted = ids.Distinct().ToList();
        await foreach (var snapshot in SnapshotsOf(db, wanted).WithCancellation(cancellationToken)) _known[snapshot.Resource.Id] = snapshot;
    }

    /// <summary>Has reservations tracked, where whoever looks for one finds it, and returns the ids of their resources.</summary>
    private async Task<List<long>> TrackAsync(IEnumerable<Guid?> ids, CancellationToken cancellationToken)
    {
        var wanted = ids.OfType<Guid>().Distinct().ToList();
        if (wanted.Count == 0) return [];
        var reservations = await ReservationsOf(db, wanted).ToListAsync(cancellationToken);
        return [.. reservations.SelectMany(reservation => reservation.ResourceIds)];
    }
}
