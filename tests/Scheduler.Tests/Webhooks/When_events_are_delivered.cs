using Microsoft.EntityFrameworkCore;
using RentABot.Persistence.Webhooks;
using RentABot.TestServers;

namespace RentABot.Scheduler.Tests.Webhooks;

public sealed class When_events_are_delivered
{
    [Fact]
    public async Task Should_get_those_that_match()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var node = await SchedulerNode.WithSqliteAsync(settings: Hooks.Settings);
        var webhook = node.Webhook(receiver.Url, "LockAcquired");
        webhook.Tags = ["arm"];
        await node.AddAsync(webhook);
        await node.StartAsync();

        await node.AppendAsync(
            Hooks.Event(1), Hooks.Event(2, type: "LockReleased"), Hooks.Event(3, tags: "\"x86\""), Hooks.Event(4, tags: "\"x86\",\"arm\""));

        await node.UntilDeliveredAsync(2);
        Assert.Equal([Hooks.IdOf(1).ToString(), Hooks.IdOf(4).ToString()], receiver.Calls.Select(call => call.Id));
    }

    [Fact]
    public async Task Should_keep_the_order_of_a_resource_while_others_go_on()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var node = await SchedulerNode.WithSqliteAsync(settings: Hooks.Settings);
        await node.AddAsync(node.Webhook(receiver.Url));
        var failures = 0;
        receiver.Answer = (call, context) =>
        {
            if (call.Id == Hooks.IdOf(1).ToString() && Interlocked.Increment(ref failures) == 1) context.Response.StatusCode = 500;
            return Task.CompletedTask;
        };
        await node.StartAsync();

        await node.AppendAsync(Hooks.Event(1, resource: 7), Hooks.Event(2, resource: 7), Hooks.Event(3, resource: 8), Hooks.Event(4, resource: 8));
        await node.UntilDeliveredAsync(2);
        var first = (await node.DeliveriesAsync())[0];
        Assert.Equal((1, 500, "http_500"), (first.Attempts, first.LastStatus, first.LastError));
        Assert.InRange(first.NextAttemptAt - TestClock.Noon, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(6));
        node.Clock.Now = TestClock.Noon.AddSeconds(6);
        await node.UntilDeliveredAsync(4);

        var ids = receiver.Calls.Select(call => call.Id).ToList();
        Assert.Equal([1, 1, 2], Of(7));
        Assert.Equal([3, 4], Of(8));

        List<int> Of(int resource) => [.. ids.Select(id => int.Parse(id[^2..], System.Globalization.CultureInfo.InvariantCulture))
            .Where(sequence => sequence <= 2 == (resource == 7))];
    }

    [Fact]
    public async Task Should_send_again_at_once_what_met_the_end_of_a_kept_connection()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var node = await SchedulerNode.WithSqliteAsync(settings: Hooks.Settings);
        await node.AddAsync(node.Webhook(receiver.Url));
        var connections = new List<string>();
        receiver.Answer = (_, context) =>
        {
            if (connections.Contains(context.Connection.Id)) context.Abort();
            connections.Add(context.Connection.Id);
            return Task.CompletedTask;
        };
        await node.StartAsync();

        await node.AppendAsync(Hooks.Event(1, resource: 7), Hooks.Event(2, resource: 7));
        await node.UntilDeliveredAsync(2);

        Assert.Equal([1, 1], (await node.DeliveriesAsync()).Select(delivery => delivery.Attempts));
        Assert.Equal(new[] { 1, 2, 2 }.Select(sequence => Hooks.IdOf(sequence).ToString()), receiver.Calls.Select(call => call.Id));
        Assert.Equal(2, connections.Distinct().Count());
    }

    [Fact]
    public async Task Should_tell_of_a_receiver_that_only_hangs_up()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var node = await SchedulerNode.WithSqliteAsync(settings: Hooks.Settings);
        await node.AddAsync(node.Webhook(receiver.Url));
        receiver.Answer = (_, context) =>
        {
            context.Abort();
            return Task.CompletedTask;
        };
        await node.StartAsync();

        await node.AppendAsync(Hooks.Event(1));

        await node.UntilAsync(deliveries => deliveries is [{ Attempts: 1, LastError: "connection_closed" }], "it is to be attempted later");
        Assert.Equal(2, receiver.Calls.Count);
    }

    [Fact]
    public async Task Should_give_up_after_a_day_and_begin_again_when_asked_to()
    {
        await using var receiver = await Receiver.StartAsync();
        receiver.AnswerStatus(503);
        await using var node = await SchedulerNode.WithSqliteAsync(settings: Hooks.Settings);
        var webhook = node.Webhook(receiver.Url);
        await node.AddAsync(webhook);
        await node.StartAsync();
        await node.AppendAsync(Hooks.Event(1));
        await node.UntilAsync(deliveries => deliveries is [{ Attempts: 1 }], "it was attempted");

        node.Clock.Now = TestClock.Noon.AddHours(23);
        await node.UntilAsync(deliveries => deliveries is [{ Attempts: 2, Status: WebhookDeliveryStatus.Pending }], "it was attempted again");
        node.Clock.Now = TestClock.Noon.AddHours(24);
        await node.UntilAsync(deliveries => deliveries is [{ Attempts: 3, Status: WebhookDeliveryStatus.Parked }], "it was given up");

        receiver.AnswerStatus(204);
        await node.AddAsync(new WebhookRedelivery { WebhookId = webhook.Id, Number = 1, Parked = true, RequestedAt = node.Clock.Now });
        await node.UntilDeliveredAsync(1);
        Assert.Equal(4, receiver.Calls.Count);
        Assert.Single(receiver.Calls.Select(call => call.Id).Distinct());
    }

    [Fact]
    public async Task Should_deliver_all_since_an_instant_again_when_asked_to()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var node = await SchedulerNode.WithSqliteAsync(settings: Hooks.Settings);
        var webhook = node.Webhook(receiver.Url);
        await node.AddAsync(webhook);
        await node.StartAsync();
        await node.AppendAsync(Hooks.Event(1), Hooks.Event(2));
        await node.UntilDeliveredAsync(2);

        await node.AddAsync(new WebhookRedelivery { WebhookId = webhook.Id, Number = 1, Since = TestClock.Noon, RequestedAt = TestClock.Noon });
        await Eventually.HoldsAsync(() => receiver.Calls.Count == 4, Limits.Wait, "both came again");

        Assert.Equal([1, 2, 1, 2], receiver.Calls.Select(call => call.Id[^1] - '0'));
    }

    [Fact]
    public async Task Should_not_wait_for_a_receiver_that_does_not_answer()
    {
        await using var slow = await Receiver.StartAsync();
        await using var quick = await Receiver.StartAsync();
        slow.Answer = (_, context) => Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted);
        await using var node = await SchedulerNode.WithSqliteAsync(settings: Hooks.Settings);
        await node.AddAsync([.. Enumerable.Range(0, 12).Select(_ => (object)node.Webhook(slow.Url)), node.Webhook(quick.Url)]);
        await node.StartAsync();

        await node.AppendAsync(Hooks.Event(1));
        await Eventually.HoldsAsync(() => quick.Calls.Count == 1, Limits.Wait, "the quick one got it");

        Assert.All((await node.DeliveriesAsync()).Where(d => d.LastAttemptAt is null), d => Assert.Equal(WebhookDeliveryStatus.Pending, d.Status));
    }

    [Fact]
    public async Task Should_leave_a_receiver_alone_that_is_gone_until_the_webhook_is_changed()
    {
        await using var receiver = await Receiver.StartAsync();
        receiver.AnswerStatus(410);
        await using var node = await SchedulerNode.WithSqliteAsync(settings: Hooks.Settings);
        var webhook = node.Webhook(receiver.Url);
        await node.AddAsync(webhook);
        await node.StartAsync();
        await node.AppendAsync(Hooks.Event(1));
        await node.UntilAsync(deliveries => deliveries is [{ Attempts: 1 }], "it was attempted");
        node.Clock.Now = TestClock.Noon.AddHours(1);
        receiver.AnswerStatus(200);
        await node.AppendAsync(Hooks.Event(2));
        await Eventually.HoldsAsync(async () => await PositionAsync(node) == 2, Limits.Wait, "the second event was passed");
        Assert.Single(receiver.Calls);

        await node.WriteAsync(db => db.Webhooks.ExecuteUpdateAsync(w => w.SetProperty(x => x.Revision, 2), TestContext.Current.CancellationToken));
        await node.AppendAsync(Hooks.Event(3));
        await node.UntilDeliveredAsync(2);
        Assert.Equal([1, 1, 3], receiver.Calls.Select(call => call.Id[^1] - '0'));
    }

    [Fact]
    public async Task Should_follow_no_redirect()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var another = await Receiver.StartAsync();
        receiver.Answer = (_, context) =>
        {
            context.Response.StatusCode = 307;
            context.Response.Headers.Location = another.Url;
            return Task.CompletedTask;
        };
        await using var node = await SchedulerNode.WithSqliteAsync(settings: Hooks.Settings);
        await node.AddAsync(node.Webhook(receiver.Url));
        await node.StartAsync();

        await node.AppendAsync(Hooks.Event(1));
        await node.UntilAsync(deliveries => deliveries is [{ LastError: "http_307", LastStatus: 307 }], "it was attempted");

        Assert.Empty(another.Calls);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("2130706433")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("[64:ff9b::7f00:1]")]
    public async Task Should_not_call_this_machine_where_nobody_has_listed_it(string host)
    {
        await using var receiver = await Receiver.StartAsync();
        await using var node = await SchedulerNode.WithSqliteAsync(settings: [Hooks.Settings[0], ("Webhooks:Targets:0", "*")]);
        await node.AddAsync(node.Webhook(receiver.Url.Replace("127.0.0.1", host, StringComparison.Ordinal)));
        await node.StartAsync();

        await node.AppendAsync(Hooks.Event(1));
        await node.UntilAsync(deliveries => deliveries is [{ LastError: "target_not_allowed", LastStatus: null }], "it was refused");

        Assert.Empty(receiver.Calls);
    }

    [Fact]
    public async Task Should_forget_what_a_deleted_webhook_leaves()
    {
        await using var receiver = await Receiver.StartAsync();
        receiver.AnswerStatus(500);
        await using var node = await SchedulerNode.WithSqliteAsync(settings: Hooks.Settings);
        await node.AddAsync(node.Webhook(receiver.Url));
        await node.StartAsync();
        await node.AppendAsync(Hooks.Event(1));
        await node.UntilAsync(deliveries => deliveries is [{ Attempts: 1 }], "it was attempted");

        await node.WriteAsync(db => db.Webhooks.ExecuteDeleteAsync(TestContext.Current.CancellationToken));

        await node.UntilAsync(deliveries => deliveries.Count == 0, "nothing is left");
    }

    [Fact]
    public async Task Should_say_so_when_events_were_removed_before_they_could_be_delivered()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var node = await SchedulerNode.WithSqliteAsync(settings: Hooks.Settings);
        await node.AddAsync(node.Webhook(receiver.Url));
        await node.AppendAsync(Hooks.Event(5));

        await node.StartAsync();
        await node.UntilDeliveredAsync(1);

        DateTimeOffset? missed = null;
        await node.WriteAsync(async db => missed = (await db.WebhookPositions.SingleAsync(TestContext.Current.CancellationToken)).MissedAt);
        Assert.Equal(TestClock.Noon, missed);
        Assert.Contains(node.Log.Warnings, line => line.Text.Contains("has missed events", StringComparison.Ordinal));
    }

    private static async Task<long> PositionAsync(SchedulerNode node)
    {
        var position = 0L;
        await node.WriteAsync(async db => position = (await db.WebhookPositions.SingleAsync(TestContext.Current.CancellationToken)).Sequence);
        return position;
    }
}
