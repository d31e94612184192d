using System.Globalization;
using Microsoft.EntityFrameworkCore;
using RentABot.Hosting.Webhooks;
using RentABot.Persistence.Events;
using RentABot.Persistence.Webhooks;

namespace RentABot.Scheduler.Tests.Webhooks;

/// <summary>Webhooks and events as other services write them, and what has become of them.</summary>
internal static class Hooks
{
    public static readonly byte[] Secret = [.. Enumerable.Range(1, 32).Select(number => (byte)number)];

    /// <summary>Receivers of tests are on this machine, which nobody may call who is not told that he may.</summary>
    public static readonly (string Key, string Value)[] Settings =
        [("Webhooks:Keys:0", "a-key-of-a-test-0123456789-0123456789"), ("Webhooks:Targets:0", "127.0.0.1")];

    public static Webhook Webhook(this SchedulerNode node, string url, params string[] types)
    {
        var id = Guid.NewGuid();
        return new Webhook
        {
            Id = id,
            Url = url,
            Types = [.. types],
            Secret = node.Get<SecretBox>().Seal(Secret, WebhookSecrets.UseOf(id)),
            AfterSequence = 0,
            CreatedAt = TestClock.Noon,
            UpdatedAt = TestClock.Noon,
        };
    }

    public static EventRow Event(long sequence, long resource = 1, string type = "LockAcquired", string tags = "\"arm\"") => new()
    {
        Sequence = sequence,
        EventId = IdOf(sequence),
        Type = type,
        OccurredAt = TestClock.Noon,
        ResourceId = resource,
        Actor = "job",
        Body = $$"""{"resourceId":{{resource}},"sequence":{{sequence}},"resource":{"lockClientId":"job","tags":[{{tags}}] } }""",
    };

    public static Guid IdOf(long sequence) => Guid.ParseExact(sequence.ToString("D32", CultureInfo.InvariantCulture), "N");

    /// <summary>Appends events, as the allocator does.</summary>
    public static Task AppendAsync(this SchedulerNode node, params EventRow[] events) => node.WriteAsync(async db =>
    {
        db.AddRange(events);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        var last = events[^1].Sequence;
        await db.LedgerHeads.ExecuteUpdateAsync(head => head.SetProperty(h => h.Sequence, last), TestContext.Current.CancellationToken);
    });

    public static async Task<IReadOnlyList<WebhookDelivery>> DeliveriesAsync(this SchedulerNode node)
    {
        IReadOnlyList<WebhookDelivery> deliveries = [];
        await node.WriteAsync(async db => deliveries = await db.WebhookDeliveries.AsNoTracking()
            .OrderBy(d => d.Sequence).ToListAsync(TestContext.Current.CancellationToken));
        return deliveries;
    }

    /// <summary>Waits until deliveries are as they should be.</summary>
    public static Task UntilAsync(this SchedulerNode node, Func<IReadOnlyList<WebhookDelivery>, bool> holds, string what) =>
        RentABot.TestServers.Eventually.HoldsAsync(async () => holds(await node.DeliveriesAsync()), Limits.Wait, what);

    public static Task UntilDeliveredAsync(this SchedulerNode node, int count) => node.UntilAsync(
        deliveries => deliveries.Count(d => d.Status == WebhookDeliveryStatus.Delivered) == count, $"{count} were delivered");
}
