using RentABot.Persistence;
using RentABot.Persistence.Webhooks;
using RentABot.TestServers;

namespace RentABot.Scheduler.Tests.Webhooks;

public sealed class When_two_schedulers_deliver
{
    private const int Count = 40;

    [Fact]
    public async Task Should_make_each_delivery_once_and_in_order()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var database = await MigratedAsync();
        await using var one = Node(database);
        await using var another = Node(database);
        await one.AddAsync(one.Webhook($"{receiver.Url}/a"), one.Webhook($"{receiver.Url}/b"));
        await Task.WhenAll(one.StartAsync(), another.StartAsync());

        for (var sequence = 1; sequence <= Count; sequence++) await one.AppendAsync(Hooks.Event(sequence, resource: sequence % 3));

        await one.UntilDeliveredAsync(2 * Count);
        Assert.Equal(2 * Count, receiver.Calls.Count);
        foreach (var calls in receiver.Calls.GroupBy(call => (call.Path, Resource: SequenceOf(call) % 3)))
        {
            Assert.Equal(calls.Select(SequenceOf).Order(), calls.Select(SequenceOf));
        }
    }

    [Fact]
    public async Task Should_lose_nothing_when_one_stops_in_the_middle()
    {
        await using var receiver = await Receiver.StartAsync();
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        receiver.Answer = (_, context) =>
        {
            arrived.TrySetResult();
            return Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted);
        };
        await using var database = await MigratedAsync();
        await using var one = Node(database);
        await one.AddAsync(one.Webhook(receiver.Url));
        await one.StartAsync();
        await one.AppendAsync(Hooks.Event(1), Hooks.Event(2), Hooks.Event(3, resource: 2));
        await arrived.Task.WaitAsync(Limits.Wait, TestContext.Current.CancellationToken);

        await one.StopAsync();
        receiver.AnswerStatus(200);
        await using var another = Node(database);
        await another.StartAsync();

        await another.UntilAsync(
            deliveries => deliveries.Count == 3 && deliveries.All(d => d.Status == WebhookDeliveryStatus.Delivered), "all were delivered");
    }

    private static async Task<PostgresDatabase> MigratedAsync()
    {
        var database = await PostgresDatabase.CreateAsync();
        await using var node = SchedulerNode.OnPostgres(database.ConnectionString);
        await node.Get<Migrator>().MigrateAsync(TestContext.Current.CancellationToken);
        return database;
    }

    private static SchedulerNode Node(PostgresDatabase database) => SchedulerNode.OnPostgres(database.ConnectionString, settings: Hooks.Settings);

    private static int SequenceOf(Receiver.Call call) => int.Parse(call.Id[^4..], System.Globalization.CultureInfo.InvariantCulture);
}
