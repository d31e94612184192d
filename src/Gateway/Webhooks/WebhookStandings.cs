using Microsoft.EntityFrameworkCore;
using RentABot.Persistence;
using RentABot.Persistence.Webhooks;

namespace RentABot.Gateway.Webhooks;

internal static class WebhookStandings
{
    public static async Task<Dictionary<Guid, WebhookStanding>> StandingsAsync(
        this RentABotDbContext db, IReadOnlyList<Guid> ids, CancellationToken cancellationToken)
    {
        var positions = await db.WebhookPositions.AsNoTracking().Where(p => ids.Contains(p.WebhookId))
            .ToDictionaryAsync(p => p.WebhookId, cancellationToken);
        var counts = await db.WebhookDeliveries
            .Where(d => ids.Contains(d.WebhookId) && d.Status != WebhookDeliveryStatus.Delivered)
            .GroupBy(d => new { d.WebhookId, d.Status })
            .Select(group => new { group.Key.WebhookId, group.Key.Status, Count = group.Count() })
            .ToListAsync(cancellationToken);
        return ids.ToDictionary(id => id, id => new WebhookStanding(
            positions.GetValueOrDefault(id), CountOf(id, WebhookDeliveryStatus.Pending), CountOf(id, WebhookDeliveryStatus.Parked)));

        int CountOf(Guid id, WebhookDeliveryStatus status) => counts.Find(c => c.WebhookId == id && c.Status == status)?.Count ?? 0;
    }
}
