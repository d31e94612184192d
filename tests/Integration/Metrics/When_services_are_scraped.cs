using System.Text;

namespace RentABot.Integration.Metrics;

/// <summary>Two allocators share a database and a broker: what all of them could tell, one does.</summary>
public sealed class When_services_are_scraped
{
    private const string Errors = """rentabot_error_queue_messages{queue="rentabot-lock-resources_error"}""";
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    private static readonly string[] OfAll =
    [
        "rentabot_active_locks", "rentabot_reservation_queue_depth", "rentabot_resource_utilization_ratio", "rentabot_resources",
        "rentabot_event_relay_lag_seconds", "rentabot_event_relay_pending", "rentabot_error_queue_messages",
    ];

    private static readonly string[] OfEachAllocator =
    [
        "rentabot_lock_duration_seconds", "rentabot_queue_wait_seconds", "rentabot_lock_acquisitions_total", "rentabot_lock_expirations_total",
        "rentabot_expiry_delay_seconds",
    ];

    [Fact]
    public async Task Should_tell_the_state_once_and_go_on_when_its_teller_is_killed()
    {
        await using var deployment = await Deployment.CreateAsync();
        var allocators = new List<ServiceProcess>
        {
            await deployment.LaunchAsync(ServiceKind.Allocator, ("Metrics:Pools:0", "arm")),
            await deployment.LaunchAsync(ServiceKind.Allocator, ("Metrics:Pools:0", "arm")),
        };
        await deployment.HostAsync(gateways: 1);
        var client = deployment.Client();
        var locked = await client.RegisterAsync("board-1", "arm");
        await client.RegisterAsync("board-2", "usb");
        await client.LockAsync(locked);
        await client.TryLockAsync(locked.Id);

        var teller = await TellerAsync(allocators, """rentabot_active_locks{pool="arm"}""", 1);

        var told = await Scrape.OfAsync(teller);
        Assert.All(OfAll, name => Assert.NotEmpty(told.Of(name)));
        Assert.Equal((1, 1), (told["""rentabot_resources{status="locked"}"""], told["""rentabot_resources{status="available"}"""]));
        Assert.Equal(0.5, told["rentabot_resource_utilization_ratio"]);
        Assert.Equal(23, told.Of("rentabot_error_queue_messages").Count());
        Assert.Equal(0, told["""rentabot_error_queue_messages{queue="rentabot-dead-letter"}"""]);
        var other = allocators.Single(allocator => allocator != teller);
        await ShouldCountOnlyItsOwnAsync(allocators, other);

        await teller.KillAsync();
        Assert.Equal(other, await TellerAsync([other], "rentabot_resource_utilization_ratio", 0.5));
    }

    [Fact]
    public async Task Should_tell_of_a_message_that_was_put_aside()
    {
        await using var deployment = await Deployment.CreateAsync();
        var allocator = await deployment.HostAsync(ServiceKind.Allocator);
        await using var bus = await deployment.ConnectAsync();

        // The queue is there before its first message, made by who counts: MassTransit must take it as it is.
        await Eventually.HoldsAsync(async () => (await Scrape.OfAsync(allocator)).Series.ContainsKey(Errors), Soon, "the queue is counted");
        Assert.Equal(0, (await Scrape.OfAsync(allocator))[Errors]);
        await bus.PublishAsync("LockResources", Encoding.UTF8.GetBytes("not json"), new BusEnvelope());

        await Eventually.HoldsAsync(async () => (await Scrape.OfAsync(allocator))[Errors] == 1, Soon, "the message is counted");
        Assert.Equal(1u, await bus.CountAsync("rentabot-lock-resources_error"));
    }

    [Fact]
    public async Task Should_not_grow_with_the_queues_that_clients_want_their_answers_in()
    {
        await using var deployment = await Deployment.CreateAsync();
        var allocator = await deployment.LaunchAsync(ServiceKind.Allocator);
        for (var i = 0; i < 3; i++)
        {
            await using var bus = await deployment.ConnectAsync();
            await bus.AskAsync("LockResources", new { tags = new[] { $"made-up-{i}" } });
        }

        var scrape = await Scrape.OfAsync(allocator);

        Assert.Equal(3, scrape["""messaging_masstransit_send_ea_total{messaging_masstransit_message_type="CommandRejected"}"""]);
        Assert.DoesNotContain(scrape.Types.Keys, name => name.Contains("_active_ea", StringComparison.Ordinal));
        Assert.DoesNotContain(scrape.Series.Keys, series => series.Contains("replies", StringComparison.Ordinal));
        Assert.DoesNotContain(scrape.Series.Keys, series => series.Contains("made-up", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Should_show_every_service_what_it_does_itself()
    {
        await using var deployment = await Deployment.CreateAsync();
        var allocator = await deployment.LaunchAsync(ServiceKind.Allocator);
        var gateway = await deployment.LaunchAsync(ServiceKind.Gateway);
        var port = FreePort.Find();
        var scheduler = await deployment.LaunchAsync(ServiceKind.Scheduler, ("Metrics:Port", $"{port}"));

        var resource = await deployment.Client(gateway).RegisterAsync("board");
        await deployment.Client(gateway).LockAsync(resource, ttl: 1);
        await Eventually.HoldsAsync(
            async () => (await Scrape.OfAsync(allocator))["rentabot_lock_expirations_total"] == 1, Soon, "the lock has expired and is counted");

        var decided = await Scrape.OfAsync(allocator);
        Assert.Equal(1, decided["""rentabot_lock_acquisitions_total{result="granted"}"""]);
        Assert.Equal((1, 1), (decided["rentabot_lock_duration_seconds_count"], decided["rentabot_expiry_delay_seconds_count"]));
        Assert.Equal(1, decided["""rentabot_lock_duration_seconds_bucket{le="10"}"""]);
        Assert.Contains("messaging_masstransit_consume_ea_total", decided.Types.Keys);

        var asked = await Scrape.OfAsync(gateway);
        Assert.Equal(1, asked["""rentabot_api_request_duration_seconds_count{method="POST",route="/api/v1/resources/{id}/lock",status="200"}"""]);
        Assert.DoesNotContain(asked.Types.Keys, OfEachAllocator.Contains);

        var alone = await Scrape.OfAsync(new Uri($"http://127.0.0.1:{port}"));
        Assert.Contains("dotnet_process_cpu_time_seconds_total", alone.Types.Keys);
        await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => Scrape.OfAsync(scheduler));
    }

    /// <summary>The one that tells a state, once all that it tells is so; the others tell none.</summary>
    private static async Task<ServiceProcess> TellerAsync(List<ServiceProcess> allocators, string series, double value)
    {
        ServiceProcess? teller = null;
        await Eventually.HoldsAsync(
            async () =>
            {
                var scrapes = await Task.WhenAll(allocators.Select(Scrape.OfAsync));
                Assert.All(OfAll, name => Assert.InRange(scrapes.Count(scrape => scrape.Of(name).Any()), 0, 1));
                var index = Array.FindIndex(scrapes, scrape => scrape.Series.TryGetValue(series, out var told) && told == value);
                teller = index < 0 ? null : allocators[index];
                return index >= 0 && OfAll.All(name => scrapes[index].Of(name).Any());
            },
            Soon,
            $"one of {allocators.Count} tells that {series} is {value}");
        return teller!;
    }

    private static async Task ShouldCountOnlyItsOwnAsync(List<ServiceProcess> allocators, ServiceProcess other)
    {
        var scrapes = await Task.WhenAll(allocators.Select(Scrape.OfAsync));
        Assert.All(scrapes, scrape => Assert.All(OfEachAllocator, name => Assert.Contains(name, scrape.Types.Keys)));
        Assert.Equal(1, scrapes.Sum(scrape => scrape["""rentabot_lock_acquisitions_total{result="granted"}"""]));
        Assert.Equal(1, scrapes.Sum(scrape => scrape["""rentabot_lock_acquisitions_total{result="already_locked"}"""]));
        Assert.DoesNotContain((await Scrape.OfAsync(other)).Types.Keys, OfAll.Contains);
    }
}
