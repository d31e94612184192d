using MassTransit;
using Microsoft.Extensions.Logging;
using Quartz;
using RentABot.Contracts;
using RentABot.Scheduler.Durable;
using RentABot.Scheduler.History;
using RentABot.TestServers;

namespace RentABot.Scheduler.Tests.History;

public sealed class When_history_is_due
{
    [Fact]
    public async Task Should_send_for_how_long_rows_are_kept()
    {
        await using var node = await SchedulerNode.WithSqliteAsync(settings: ("History:KeepFor", "3600"));
        var scheduler = await StartAsync(node);

        await scheduler.TriggerJob(HistorySchedule.Job, cancellationToken: TestContext.Current.CancellationToken);
        await Eventually.HoldsAsync(() => node.Sent.All.Count > 0, Limits.Wait, "the message was sent");

        Assert.Equal(3_600, Assert.IsType<RemoveHistory>(Assert.Single(node.Sent.All)).OlderThan);
        Assert.Equal([TimeSpan.FromHours(1)], node.Sent.TimesToLive);
    }

    [Fact]
    public async Task Should_be_due_each_hour_by_default()
    {
        await using var node = await SchedulerNode.WithSqliteAsync();
        var scheduler = await StartAsync(node);

        var trigger = await scheduler.GetTrigger(HistorySchedule.Trigger, TestContext.Current.CancellationToken);

        var next = trigger!.GetFireTimeAfter(TestClock.Noon);
        Assert.Equal(TestClock.Noon.AddMinutes(17), next);
        Assert.Equal(TestClock.Noon.AddMinutes(77), trigger.GetFireTimeAfter(next));
    }

    [Fact]
    public async Task Should_wait_for_the_next_time_when_the_broker_is_down()
    {
        await using var node = await SchedulerNode.WithSqliteAsync();
        var scheduler = await StartAsync(node);
        node.Sent.Failure = new MassTransitException("Not confirmed");

        await scheduler.TriggerJob(HistorySchedule.Job, cancellationToken: TestContext.Current.CancellationToken);
        await Eventually.HoldsAsync(() => node.Log.From<RemoveHistoryJob>().Count > 0, Limits.Wait, "something was logged");

        Assert.Equal(LogLevel.Warning, Assert.Single(node.Log.From<RemoveHistoryJob>()).Level);
        Assert.Equal(
            TriggerState.Normal, await scheduler.GetTriggerState(HistorySchedule.Trigger, TestContext.Current.CancellationToken));
    }

    private static async Task<IScheduler> StartAsync(SchedulerNode node)
    {
        await node.StartAsync();
        await Eventually.HoldsAsync(() => node.Get<DurableSchedule>().Scheduler is not null, Limits.Wait, "the store is in use");
        return node.Get<DurableSchedule>().Scheduler!;
    }
}
