using Microsoft.EntityFrameworkCore;
using RentABot.Contracts;
using RentABot.Gateway.Web.Charts;
using RentABot.Gateway.Web.History;
using RentABot.Persistence;
using RentABot.Persistence.Reservations;

namespace RentABot.Gateway.Web.Timeline;

/// <summary>Puts resources against time.</summary>
internal sealed class TimelineReader(RentABotDbContext db)
{
    /// <returns>A row a resource, and since when it is known what became of them; null: since the window begins.</returns>
    public async Task<(IReadOnlyList<TimelineRow> Rows, DateTimeOffset? KeptSince)> ReadAsync(
        IReadOnlyList<ResourceState> resources, TimeWindow window, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var history = await db.ReadHistoryAsync([.. resources.Select(r => r.Id)], window.From, cancellationToken);
        var holders = await ReadHoldersAsync(resources, cancellationToken);
        var rows = new List<TimelineRow>();
        foreach (var resource in resources)
        {
            var holder = resource is { Locked: false, ReservationId: { } id } ? holders.GetValueOrDefault(id) : null;
            var stretches = Stretches.Of(history.Marks[resource.Id], resource, holder, now);
            rows.Add(new TimelineRow(resource, stretches, Bar.Of(stretches, window)));
        }

        return (rows, history.KeptSince);
    }

    private async Task<Dictionary<Guid, ReservationState>> ReadHoldersAsync(IReadOnlyList<ResourceState> resources, CancellationToken cancellationToken)
    {
        Guid[] ids = [.. resources.Where(r => !r.Locked).Select(r => r.ReservationId).OfType<Guid>().Distinct()];
        if (ids.Length == 0) return [];
        var rows = await db.Reservations.AsNoTracking().Where(r => ids.Contains(r.CorrelationId)).ToListAsync(cancellationToken);
        return rows.ToDictionary(row => row.CorrelationId, row => row.ToState());
    }
}
