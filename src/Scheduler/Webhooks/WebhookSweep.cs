using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Quartz;
using RentABot.Persistence;
using RentABot.Persistence.Clock;
using RentABot.Persistence.Leases;
using RentABot.Persistence.Webhooks;

namespace RentABot.Scheduler.Webhooks;

/// <summary>
/// Looks after all webhooks, one node at a time by a lease: turns new events into deliveries, does what was asked for, fires the
/// jobs that have something to do, and removes what deleted webhooks have left.
/// </summary>
internal sealed class WebhookSweep(
    IServiceScopeFactory scopes, IDatabaseLeases leases, IDatabaseClock clock, EventFanOut fanOut, Redeliveries redeliveries, WebhookTriggers triggers,
    WebhookMeter meter)
{
    private const int RemovedAtOnce = 1_000;

    public async Task RunAsync(IScheduler scheduler, CancellationToken cancellationToken)
    {
        if (!await AreAnyAsync(cancellationToken))
        {
            meter.Tell(WebhookFigures.None);
            return;
        }

        await using var lease = await leases.TryTakeAsync(LeaseName.Webhooks, cancellationToken);
        if (lease is null)
        {
            meter.Tell(null);
            return;
        }

        var db = lease.Db;
        var now = await clock.ReadAsync(db, cancellationToken);
        await redeliveries.RunAsync(db, now, cancellationToken);
        await fanOut.RunAsync(db, now, cancellationToken);
        foreach (var webhook in await DueAsync(db, now, cancellationToken))
        {
            await triggers.FireAsync(scheduler, webhook, TimeSpan.Zero, cancellationToken);
        }

        await RemoveLeftoversAsync(db, scheduler, cancellationToken);
        meter.Tell(await FiguresAsync(db, cancellationToken));
    }

    /// <summary>Most deployments have none, and nothing to take a lease for.</summary>
    private async Task<bool> AreAnyAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RentABotDbContext>();
        return await db.Webhooks.AnyAsync(cancellationToken) || await db.WebhookPositions.AnyAsync(cancellationToken);
    }

    private static Task<List<Guid>> DueAsync(RentABotDbContext db, DateTimeOffset now, CancellationToken cancellationToken) => db.ActiveWebhooks()
        .Where(w => db.FirstOfSubjects().Any(d => d.WebhookId == w.Id && d.NextAttemptAt <= now))
        .Select(w => w.Id)
        .ToListAsync(cancellationToken);

    private static async Task RemoveLeftoversAsync(RentABotDbContext db, IScheduler scheduler, CancellationToken cancellationToken)
    {
        var deleted = await db.WebhookPositions
            .Where(p => !db.Webhooks.Any(w => w.Id == p.WebhookId))
            .Select(p => p.WebhookId).OrderBy(id => id).Take(10)
            .ToListAsync(cancellationToken);
        foreach (var webhook in deleted)
        {
            var removed = await db.WebhookDeliveries.Where(d => d.WebhookId == webhook)
                .OrderBy(d => d.Sequence).Take(RemovedAtOnce).ExecuteDeleteAsync(cancellationToken);
            if (removed == RemovedAtOnce) continue;
            await WebhookTriggers.RemoveAsync(scheduler, webhook, cancellationToken);
            await db.WebhookPositions.Where(p => p.WebhookId == webhook).ExecuteDeleteAsync(cancellationToken);
        }
    }

    private static async Task<WebhookFigures> FiguresAsync(RentABotDbContext db, CancellationToken cancellationToken)
    {
        // Nothing is tried for those that are switched off or gone, and so nothing waits to be.
        var active = db.ActiveWebhooks().Select(w => w.Id);
        var counts = await db.WebhookDeliveries
            .Where(d => d.Status == WebhookDeliveryStatus.Parked || (d.Status == WebhookDeliveryStatus.Pending && active.Contains(d.WebhookId)))
            .GroupBy(d => d.Status)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken);
        return new WebhookFigures(
            counts.GetValueOrDefault(WebhookDeliveryStatus.Pending), counts.GetValueOrDefault(WebhookDeliveryStatus.Parked));
    }
}
