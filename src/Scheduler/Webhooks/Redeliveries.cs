using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using RentABot.Persistence;
using RentABot.Persistence.Webhooks;

namespace RentABot.Scheduler.Webhooks;

/// <summary>Does what was asked for at the gateway: has deliveries made again. Each wish once, as how far they are done is kept with it.</summary>
internal sealed partial class Redeliveries(ILogger<Redeliveries> logger)
{
    public async Task RunAsync(RentABotDbContext db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var wishes = await (
            from wish in db.WebhookRedeliveries.AsNoTracking()
            join position in db.WebhookPositions on wish.WebhookId equals position.WebhookId
            where wish.Number > position.Redelivery
            orderby wish.WebhookId, wish.Number
            select wish).ToListAsync(cancellationToken);
        foreach (var wish in wishes)
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            await DoAsync(db, wish, now, cancellationToken);
            await db.WebhookPositions.Where(p => p.WebhookId == wish.WebhookId)
                .ExecuteUpdateAsync(p => p.SetProperty(x => x.Redelivery, wish.Number), cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            LogAsked(wish.WebhookId, wish.Number);
        }
    }

    private static async Task DoAsync(RentABotDbContext db, WebhookRedelivery wish, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var deliveries = db.WebhookDeliveries.Where(d => d.WebhookId == wish.WebhookId);
        if (wish.Since is { } since)
        {
            // The log is gone through again from there on, and they come anew.
            var first = await db.Events.Where(e => e.OccurredAt >= since).MinAsync(e => (long?)e.Sequence, cancellationToken);
            if (first is null) return;
            await deliveries.Where(d => d.Sequence >= first).ExecuteDeleteAsync(cancellationToken);
            await db.WebhookPositions.Where(p => p.WebhookId == wish.WebhookId && p.Sequence >= first)
                .ExecuteUpdateAsync(p => p.SetProperty(x => x.Sequence, first.Value - 1), cancellationToken);
            return;
        }

        var chosen = wish.Parked
            ? deliveries.Where(d => d.Status == WebhookDeliveryStatus.Parked)
            : deliveries.Where(d => wish.EventIds!.Contains(d.EventId));
        var giveUpAt = now + RetrySchedule.GiveUpAfter;
        await chosen.ExecuteUpdateAsync(
            d => d
                .SetProperty(x => x.Status, WebhookDeliveryStatus.Pending)
                .SetProperty(x => x.Attempts, 0)
                .SetProperty(x => x.NextAttemptAt, now)
                .SetProperty(x => x.GiveUpAt, giveUpAt)
                .SetProperty(x => x.EndedAt, (DateTimeOffset?)null),
            cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Deliveries of webhook {Webhook} are made again, as was asked for ({Number})")]
    private partial void LogAsked(Guid webhook, int number);
}
