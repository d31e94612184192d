using RentABot.Persistence;
using RentABot.Persistence.Webhooks;

namespace RentABot.Scheduler.Webhooks;

internal static class WebhookQueries
{
    /// <summary>Those that are delivered to: neither switched off nor gone.</summary>
    public static IQueryable<Webhook> ActiveWebhooks(this RentABotDbContext db) => db.Webhooks
        .Where(w => w.Enabled && db.WebhookPositions.Any(p => p.WebhookId == w.Id && (p.GoneRevision == null || p.GoneRevision != w.Revision)));

    /// <summary>Of what waits, the earliest of each webhook and subject: the others wait for it.</summary>
    public static IQueryable<WebhookDelivery> FirstOfSubjects(this RentABotDbContext db) => db.WebhookDeliveries
        .Where(d => d.Status == WebhookDeliveryStatus.Pending
            && !db.WebhookDeliveries.Any(e => e.WebhookId == d.WebhookId
                && e.Status == WebhookDeliveryStatus.Pending && e.Subject == d.Subject && e.Sequence < d.Sequence));
}
