using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using RentABot.Persistence;
using RentABot.Persistence.Events;
using RentABot.Persistence.Webhooks;

namespace RentABot.Scheduler.Webhooks;

/// <summary>
/// Turns the events of the log into deliveries for the webhooks that they match: each slice and how far it goes in one
/// transaction, so that nothing is left out and nothing comes twice.
/// </summary>
internal sealed partial class EventFanOut(ILogger<EventFanOut> logger)
{
    public const int SliceSize = 500;

    /// <summary>What a webhook has beyond waits in the log, so that a receiver that is away does not fill the table.</summary>
    public const int MostPending = 2_000;

    /// <summary>In one run; the rest is found by the next.</summary>
    private const int MostSlices = 20;

    public async Task RunAsync(RentABotDbContext db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await AddPositionsAsync(db, cancellationToken);
        for (var slice = 0; slice < MostSlices; slice++)
        {
            if (!await AdvanceAsync(db, now, cancellationToken)) return;
        }
    }

    private static async Task AddPositionsAsync(RentABotDbContext db, CancellationToken cancellationToken)
    {
        var added = await db.Webhooks.AsNoTracking()
            .Where(w => !db.WebhookPositions.Any(p => p.WebhookId == w.Id))
            .Select(w => new WebhookPosition { WebhookId = w.Id, Sequence = w.AfterSequence })
            .ToListAsync(cancellationToken);
        if (added.Count == 0) return;
        db.AddRange(added);
        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
    }

    /// <summary>False when all have come as far as they can.</summary>
    private async Task<bool> AdvanceAsync(RentABotDbContext db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var head = await db.LedgerHeads.Select(h => h.Sequence).SingleAsync(cancellationToken);
        var behind = await (
            from webhook in db.Webhooks.AsNoTracking()
            join position in db.WebhookPositions on webhook.Id equals position.WebhookId
            where position.Sequence < head
            select new { Webhook = webhook, position.Sequence, Paused = !webhook.Enabled || position.GoneRevision == webhook.Revision })
            .ToListAsync(cancellationToken);
        if (behind.Count == 0) return false;

        // What happens meanwhile is not kept for one that is off.
        var paused = behind.Where(b => b.Paused).Select(b => b.Webhook.Id).ToList();
        if (paused.Count > 0) await MoveAsync(db, paused, head, cancellationToken);

        var full = await FullAsync(db, [.. behind.Select(b => b.Webhook.Id)], cancellationToken);
        var more = false;
        foreach (var group in behind.Where(b => !b.Paused && !full.Contains(b.Webhook.Id)).GroupBy(b => b.Sequence))
        {
            more |= await AdvanceAsync(db, [.. group.Select(b => b.Webhook)], group.Key, head, now, cancellationToken);
        }

        return more;
    }

    private static async Task<HashSet<Guid>> FullAsync(RentABotDbContext db, List<Guid> webhooks, CancellationToken cancellationToken)
    {
        var full = await db.WebhookDeliveries
            .Where(d => webhooks.Contains(d.WebhookId) && d.Status == WebhookDeliveryStatus.Pending)
            .GroupBy(d => d.WebhookId)
            .Where(group => group.Count() >= MostPending)
            .Select(group => group.Key)
            .ToListAsync(cancellationToken);
        return [.. full];
    }

    /// <summary>One slice for webhooks that have come equally far; true when there is more.</summary>
    private async Task<bool> AdvanceAsync(
        RentABotDbContext db, List<Webhook> webhooks, long after, long head, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var events = await db.Events.AsNoTracking()
            .Where(e => e.Sequence > after && e.Sequence <= head)
            .OrderBy(e => e.Sequence).Take(SliceSize)
            .ToListAsync(cancellationToken);
        var more = events.Count == SliceSize;
        List<Guid> ids = [.. webhooks.Select(w => w.Id)];

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await AreMissedAsync(db, after, cancellationToken)) await NoteMissedAsync(db, ids, now, cancellationToken);
        foreach (var row in events)
        {
            var match = new EventMatch(row.Type, row.Body);
            db.AddRange(webhooks.Where(match.IsFor).Select(webhook => DeliveryOf(row, webhook, now)));
        }

        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
        await MoveAsync(db, ids, more ? events[^1].Sequence : head, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return more;
    }

    private static Task<int> MoveAsync(RentABotDbContext db, List<Guid> webhooks, long sequence, CancellationToken cancellationToken) =>
        db.WebhookPositions.Where(p => webhooks.Contains(p.WebhookId))
            .ExecuteUpdateAsync(p => p.SetProperty(x => x.Sequence, sequence), cancellationToken);

    /// <summary>Whether events after one have been removed from the log, which go in the order in which they came.</summary>
    private static async Task<bool> AreMissedAsync(RentABotDbContext db, long after, CancellationToken cancellationToken) =>
        await db.Events.MinAsync(e => (long?)e.Sequence, cancellationToken) is { } oldest && oldest > after + 1;

    private async Task NoteMissedAsync(RentABotDbContext db, List<Guid> webhooks, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await db.WebhookPositions.Where(p => webhooks.Contains(p.WebhookId))
            .ExecuteUpdateAsync(p => p.SetProperty(x => x.MissedAt, now), cancellationToken);
        foreach (var webhook in webhooks) LogMissed(webhook);
    }

    private static WebhookDelivery DeliveryOf(EventRow row, Webhook webhook, DateTimeOffset now) => new()
    {
        WebhookId = webhook.Id,
        Sequence = row.Sequence,
        EventId = row.EventId,
        Type = row.Type,
        Subject = row.ResourceId is { } resource
            ? string.Create(CultureInfo.InvariantCulture, $"resources/{resource}")
            : $"reservations/{row.ReservationId}",
        OccurredAt = row.OccurredAt,
        NextAttemptAt = now,
        GiveUpAt = now + RetrySchedule.GiveUpAfter,
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "Webhook {Webhook} has missed events: they were removed from the log before they could be delivered")]
    private partial void LogMissed(Guid webhook);
}
