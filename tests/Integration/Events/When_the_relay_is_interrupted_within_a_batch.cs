using System.Net;
using RentABot.Contracts;
using RentABot.Support.Proxy;

namespace RentABot.Integration.Events;

public sealed class When_the_relay_is_interrupted_within_a_batch
{
    private const int Events = 15_000;
    private const int Interruptions = 3;

    /// <summary>Makes the log so long that each interruption finds a batch under way.</summary>
    private static readonly string AppendCopies = $"""
        INSERT INTO events (sequence, event_id, type, occurred_at, resource_id, resource_name, actor, body)
        SELECT number, id, type, occurred_at, resource_id, resource_name, actor, body || jsonb_build_object('sequence', number, 'event_id', id)
        FROM (
            SELECT number, gen_random_uuid() AS id, type, occurred_at, resource_id, resource_name, actor, body
            FROM generate_series((SELECT max(sequence) + 1 FROM events), {Events}) AS number
            JOIN events ON events.sequence = 1 + number % (SELECT max(sequence) FROM events)
        ) AS copies
        """;

    [Fact]
    public async Task Should_publish_each_event_for_the_first_time_in_its_place()
    {
        await using var deployment = await Deployment.CreateAsync();
        await using var link = new Link("allocator", "the broker", new IPEndPoint(IPAddress.Loopback, deployment.Broker.Port));
        var broker = new UriBuilder(deployment.Broker) { Host = IPAddress.Loopback.ToString(), Port = link.Port };
        await using var events = await RelayAsync(deployment, broker.Uri, () =>
        {
            link.State = new LinkState { Cut = true };
            link.State = LinkState.Sound;
            return Task.CompletedTask;
        });

        await events.ShouldBeCompleteAsync(deployment.Database);
    }

    /// <summary>The broker closes the channel on which something goes to an exchange that is not there; what has it bound is gone with it.</summary>
    [Fact]
    public async Task Should_publish_the_others_in_order_when_an_exchange_is_deleted()
    {
        await using var deployment = await Deployment.CreateAsync();
        await using var connection = await Amqp.ConnectAsync(deployment.Broker);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: TestContext.Current.CancellationToken);
        await using var events = await RelayAsync(
            deployment,
            deployment.Broker,
            () => channel.ExchangeDeleteAsync($"RentABot.Contracts:{nameof(LockReleased)}", cancellationToken: TestContext.Current.CancellationToken));

        var firsts = events.Events.Where(e => e.Type != nameof(LockReleased)).Select(e => e.Sequence).Distinct().ToList();
        Assert.Equal(
            await deployment.Database.ListAsync<long>($"SELECT sequence FROM events WHERE type <> '{nameof(LockReleased)}' ORDER BY sequence"), firsts);
    }

    /// <summary>Everything has come when it returns; the last event is not one that was lost with its exchange.</summary>
    private static async Task<EventSubscriber> RelayAsync(Deployment deployment, Uri allocatorsBroker, Func<Task> interrupt)
    {
        var events = await deployment.SubscribeAsync();
        await deployment.HostAsync(ServiceKind.Allocator, null, ("RabbitMq:Url", allocatorsBroker.AbsoluteUri));
        await deployment.HostAsync(gateways: 1);
        await CauseEventsAsync(deployment.Client());
        await deployment.Database.ExecuteAsync(AppendCopies);
        for (var interrupted = 1; interrupted <= Interruptions; interrupted++)
        {
            var reached = interrupted * Events / (Interruptions + 1);
            await ReachesAsync(events, reached);
            await interrupt();
        }

        await ReachesAsync(events, Events);
        return events;
    }

    private static Task ReachesAsync(EventSubscriber events, long sequence) =>
        Eventually.HoldsAsync(() => events.Events.Any(e => e.Sequence >= sequence), TimeSpan.FromSeconds(120), $"event {sequence} has come");

    private static async Task CauseEventsAsync(RestClient client)
    {
        var resource = await client.RegisterAsync(Names.Unique("board"));
        await client.UnlockAsync(await client.LockAsync(resource));
        await client.PostAsync($"resources/{resource.Id}/unavailable", new { reason = "copied" });
        await client.PostAsync($"resources/{resource.Id}/available");
    }
}
