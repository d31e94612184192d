using Microsoft.EntityFrameworkCore;
using RentABot.Gateway.Clock;
using RentABot.Gateway.Reservations;
using RentABot.Gateway.Web.History;
using RentABot.Gateway.Web.Queue;
using RentABot.Persistence;

namespace RentABot.Gateway.Web.Reservations;

/// <summary>Reads all that there is to tell of a reservation.</summary>
internal sealed class ReservationReader(RentABotDbContext db, DatabaseTime clock, ReservationStandings standings)
{
    /// <summary>Of more steps the last are told.</summary>
    private const int MostSteps = 100;

    /// <returns>Null: there is none of this id.</returns>
    public async Task<ReservationView?> ReadAsync(Guid id, CancellationToken cancellationToken)
    {
        var row = await db.Reservations.AsNoTracking().SingleOrDefaultAsync(r => r.CorrelationId == id, cancellationToken);
        if (row is null) return null;
        var held = await db.Holds.AsNoTracking().Where(h => h.ReservationId == id).Select(h => h.ResourceId).ToListAsync(cancellationToken);
        var stand = await standings.ReadAsync([row], cancellationToken);
        long[] resourceIds = [.. row.ResourceIds.Union(held)];
        var names = await db.ReadNamesAsync(row.ResourceId is { } wanted ? resourceIds.Append(wanted).ToHashSet() : resourceIds.ToHashSet(), cancellationToken);
        return new ReservationView
        {
            Reservation = row,
            Standing = stand.GetValueOrDefault(id),
            Steps = await db.ReadStepsAsync(id, MostSteps, cancellationToken),
            Resources = await ReadResourcesAsync(id, resourceIds, names, cancellationToken),
            Names = names,
            Now = await clock.NowAsync(cancellationToken),
        };
    }

    private async Task<IReadOnlyList<ReservedResource>> ReadResourcesAsync(
        Guid id, long[] resourceIds, IReadOnlyDictionary<long, string> names, CancellationToken cancellationToken)
    {
        if (resourceIds.Length == 0) return [];
        var locks = (await db.Locks.AsNoTracking().Where(l => l.ReservationId == id).ToListAsync(cancellationToken)).ToLookup(l => l.ResourceId);
        return
        [
            .. resourceIds.Select(resourceId => locks[resourceId].FirstOrDefault() is var granted && names.TryGetValue(resourceId, out var name)
                ? new ReservedResource(resourceId, name, true, granted)
                : new ReservedResource(resourceId, granted?.ResourceName, false, granted)),
        ];
    }
}
