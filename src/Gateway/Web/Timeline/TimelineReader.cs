using Microsoft.EntityFrameworkCore;
using RentABot.Contracts;
using RentABot.Gateway.Web.Charts;
using RentABot.Gateway.Web.History;
using RentABot.Persistence;
using RentABot.Persistence.Reservations;

namespace RentABot.Gateway.Web.Timeline;

/// <summary>Puts resources against time.</summary>
internal sealed class TimelineReader(RentABotDbContext db, SharedHistory shared)
{
    /// <param name="version">The ledger's.</param>
    /// <param name="subject">Names the resources and the length of the window.</param>
    /// <param name="resources">In the order of the rows.</param>
    /// <param name="window">What is shown.</param>
    /// <param name="now">The present instant.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A row a resource, and since when it is known what became of them; null: since the window begins.</returns>
    public async Task<(IReadOnlyList<TimelineRow> Rows, DateTimeOffset? KeptSince)> ReadAsync(
        long version, string subject, IReadOnlyList<ResourceState> resources, TimeWindow window, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var history = await shared.ReadAsync(version, subject, [.. resources.Select(r => r.Id)], window.From, cancellationToken);
        var holders = await ReadHoldersAsync(resources, cancellationToken);
        var rows = new List<TimelineRow>();
        foreach (var resource in resources)
        {
            var holder = resource is { Locked: false, ReservationId: { } id } ? holders.GetValueOrDefault(id) : null;
            var stretches = Stretches.Of(history.ByResource[resource.Id], resource, holder, now);
            rows.Add(new TimelineRow(resource, stretches, Bar.Of(stretches, window)));
        }

        return (rows, history.KnownSince(window.From));
    }

    private async Task<Dictionary<Guid, ReservationState>> ReadHoldersAsync(IReadOnlyList<ResourceState> resources, CancellationToken cancellationToken)
    {
        Guid[] ids = [.. resources.Where(r => !r.Locked).Select(r => r.ReservationId).OfType<Guid>().Distinct()];
        if (ids.Length == 0) return [];
        var rows = await db.Reservations.AsNoTracking().Where(r => ids.Contains(r.CorrelationId)).ToListAsync(cancellationToken);
        return rows.ToDictionary(row => row.CorrelationId, row => row.ToState());
    }
}
