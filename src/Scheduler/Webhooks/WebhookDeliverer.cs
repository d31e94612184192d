using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RentABot.Hosting.Webhooks;
using RentABot.Persistence;
using RentABot.Persistence.Clock;
using RentABot.Persistence.Webhooks;

namespace RentABot.Scheduler.Webhooks;

/// <summary>
/// Makes the deliveries of one webhook that are due: those of one subject in order, those of several at the same time. Who calls
/// sees to it that nobody else works for the same webhook.
/// </summary>
internal sealed partial class WebhookDeliverer(
    IServiceScopeFactory scopes, IDatabaseClock clock, DeliverySender sender, SecretBox secrets, WebhookMeter meter, TimeProvider time,
    ILogger<WebhookDeliverer> logger)
{
    private const int AtOnce = 8;
    private const int BatchSize = 64;

    /// <summary>Then another node may have it.</summary>
    private static readonly TimeSpan LongestRun = TimeSpan.FromSeconds(30);

    /// <returns>In how long the next attempt is due; null: none waits.</returns>
    public async Task<TimeSpan?> RunAsync(Guid webhookId, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        do
        {
            var (webhook, due, next) = await ReadAsync(webhookId, cancellationToken);
            if (webhook is null || due.Count == 0) return next;
            var keys = SecretsOf(webhook, await NowAsync(cancellationToken));
            await Parallel.ForEachAsync(
                due,
                new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
                async (delivery, token) => await AttemptAsync(webhook, keys, delivery, token));
        }
        while (time.GetElapsedTime(began) < LongestRun);

        return TimeSpan.Zero;
    }

    private async Task<(Webhook? Webhook, List<DueDelivery> Due, TimeSpan? Next)> ReadAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RentABotDbContext>();
        var webhook = await db.ActiveWebhooks().AsNoTracking().SingleOrDefaultAsync(w => w.Id == id, cancellationToken);
        if (webhook is null) return (null, [], null);
        var now = await clock.ReadAsync(db, cancellationToken);
        var due = await (
            from delivery in db.FirstOfSubjects().Where(d => d.WebhookId == id && d.NextAttemptAt <= now)
            join logged in db.Events on delivery.Sequence equals logged.Sequence into found
            from row in found.DefaultIfEmpty()
            orderby delivery.Sequence
            select new DueDelivery(
                delivery.Sequence, delivery.EventId, delivery.Type, delivery.Subject, delivery.OccurredAt,
                delivery.Attempts, delivery.GiveUpAt, row == null ? null : row.Body))
            .Take(BatchSize).ToListAsync(cancellationToken);
        if (due.Count > 0) return (webhook, due, null);
        var next = await db.FirstOfSubjects().Where(d => d.WebhookId == id)
            .MinAsync(d => (DateTimeOffset?)d.NextAttemptAt, cancellationToken);
        return (webhook, due, next > now ? next - now : next is null ? null : TimeSpan.Zero);
    }

    /// <summary>None where they cannot be read: nothing is sent that is not signed.</summary>
    private List<byte[]> SecretsOf(Webhook webhook, DateTimeOffset now)
    {
        if (secrets.Open(webhook.Secret, WebhookSecrets.UseOf(webhook.Id)) is not { } present)
        {
            LogNoKey(webhook.Id);
            return [];
        }

        return webhook.PreviousSecretUntil > now && secrets.Open(webhook.PreviousSecret!, WebhookSecrets.UseOf(webhook.Id)) is { } previous
            ? [present, previous]
            : [present];
    }

    private async Task AttemptAsync(Webhook webhook, List<byte[]> keys, DueDelivery delivery, CancellationToken cancellationToken)
    {
        var result = await TryAsync(webhook, keys, delivery, cancellationToken);
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RentABotDbContext>();
        var now = await clock.ReadAsync(db, cancellationToken);
        var row = db.WebhookDeliveries.Where(d =>
            d.WebhookId == webhook.Id && d.Sequence == delivery.Sequence && d.Status == WebhookDeliveryStatus.Pending);
        if (result.IsGone) await NoteGoneAsync(db, webhook, now, cancellationToken);
        var isOver = result.Succeeded || delivery.Body is null || (now >= delivery.GiveUpAt && !result.IsGone);
        var status = result.Succeeded ? WebhookDeliveryStatus.Delivered : isOver ? WebhookDeliveryStatus.Parked : WebhookDeliveryStatus.Pending;
        var next = isOver ? now : NextAttempt(delivery, result, now);
        await row.ExecuteUpdateAsync(
            d => d
                .SetProperty(x => x.Status, status)
                .SetProperty(x => x.Attempts, x => x.Attempts + 1)
                .SetProperty(x => x.NextAttemptAt, next)
                .SetProperty(x => x.LastAttemptAt, now)
                .SetProperty(x => x.LastStatus, result.Status)
                .SetProperty(x => x.LastError, result.Error)
                .SetProperty(x => x.EndedAt, isOver ? now : null),
            cancellationToken);
        meter.Count(status);
        if (status == WebhookDeliveryStatus.Parked) LogParked(webhook.Id, delivery.EventId, result.Error);
        else if (status == WebhookDeliveryStatus.Pending) LogFailed(webhook.Id, delivery.EventId, result.Error, next);
    }

    private async Task<AttemptResult> TryAsync(Webhook webhook, List<byte[]> keys, DueDelivery delivery, CancellationToken cancellationToken)
    {
        if (delivery.Body is null) return AttemptResult.NotSent("event_not_kept");
        if (keys.Count == 0) return AttemptResult.NotSent("secret_unreadable");
        var now = await NowAsync(cancellationToken);
        return await sender.SendAsync(() => DeliveryMessage.RequestOf(webhook.Url, delivery, keys, now), cancellationToken);
    }

    private static DateTimeOffset NextAttempt(DueDelivery delivery, AttemptResult result, DateTimeOffset now)
    {
        var next = now + RetrySchedule.PauseAfter(delivery.Attempts + 1, Random.Shared.NextDouble(), result.RetryAfter);

        // The last attempt is when the time is over.
        return next < delivery.GiveUpAt || now >= delivery.GiveUpAt ? next : delivery.GiveUpAt;
    }

    private async Task NoteGoneAsync(RentABotDbContext db, Webhook webhook, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await db.WebhookPositions.Where(p => p.WebhookId == webhook.Id).ExecuteUpdateAsync(
            p => p.SetProperty(x => x.GoneAt, now).SetProperty(x => x.GoneRevision, webhook.Revision), cancellationToken);
        LogGone(webhook.Id);
    }

    private async Task<DateTimeOffset> NowAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await clock.ReadAsync(scope.ServiceProvider.GetRequiredService<RentABotDbContext>(), cancellationToken);
    }
}
