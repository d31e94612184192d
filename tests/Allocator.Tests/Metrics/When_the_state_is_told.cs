using Microsoft.Extensions.DependencyInjection;
using RentABot.Allocator.Metrics;
using RentABot.Allocator.Relay;
using RentABot.Hosting;
using RentABot.TestServers;

namespace RentABot.Allocator.Tests.Metrics;

public sealed class When_the_state_is_told
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Should_have_every_priority_status_and_pool_from_the_first_look()
    {
        await using var host = await AllocatorHost.StartAsync(settings: new() { ["Metrics:Pools:0"] = "arm", ["Metrics:Pools:1"] = "x86" });
        using var readings = new Readings(host);

        var told = await ToldAsync(readings);

        string[] expected =
        [
            .. Enumerable.Range(1, 10).Select(priority => $"rentabot_reservation_queue_depth{{{priority}}}"),
            .. ((string[])["available", "locked", "held", "unavailable"]).Select(status => $"rentabot_resources{{{status}}}"),
            .. ((string[])["", "arm", "x86"]).Select(pool => $"rentabot_active_locks{{{pool}}}"),
            "rentabot_resource_utilization_ratio", "rentabot_event_relay_pending", "rentabot_event_relay_lag_seconds",
        ];
        var gauges = told.Keys.Where(name => !name.Contains("_total", StringComparison.Ordinal));
        Assert.Equal(expected.Order(StringComparer.Ordinal), gauges.Order(StringComparer.Ordinal));
        Assert.All(told.Values, value => Assert.Equal(0, value));
    }

    [Fact]
    public async Task Should_be_what_the_database_has()
    {
        await using var host = await AllocatorHost.StartAsync();
        var locked = await host.RegisterAsync("r1", "arm");
        await host.LockAsync(locked);
        await host.RegisterAsync("r2", "usb");
        await host.TakeOutAsync(await host.RegisterAsync("r3", "arm"));
        await host.ReserveAsync("usb", claimWindow: 60);
        await host.ReserveAsync("arm", priority: 7);
        await host.RestartAsync(settings: new() { ["Metrics:Pools:0"] = "arm" });
        using var readings = new Readings(host);

        var told = await ToldAsync(readings);

        Assert.Equal((1, 0), (told["rentabot_active_locks{arm}"], told["rentabot_active_locks{}"]));
        Assert.Equal((1, 0), (told["rentabot_reservation_queue_depth{7}"], told["rentabot_reservation_queue_depth{5}"]));
        Assert.Equal((0, 1), (told["rentabot_resources{available}"], told["rentabot_resources{locked}"]));
        Assert.Equal((1, 1), (told["rentabot_resources{held}"], told["rentabot_resources{unavailable}"]));
        Assert.Equal(0.5, told["rentabot_resource_utilization_ratio"]);
    }

    [Fact]
    public async Task Should_be_told_by_nobody_but_who_relays_events()
    {
        await using var host = await AllocatorHost.StartAsync();
        using var readings = new Readings(host);
        await ToldAsync(readings);

        host.Services.GetRequiredService<RelayDuty>().Set(false);
        Assert.DoesNotContain(readings.Now().Keys, IsState);

        host.Services.GetRequiredService<RelayDuty>().Set(true);
        await ToldAsync(readings);
    }

    [Fact]
    public async Task Should_tell_of_messages_that_were_put_aside()
    {
        var queues = new SomeErrors();
        await using var host = await AllocatorHost.StartAsync(services => services.AddSingleton<IErrorQueues>(queues));
        using var readings = new Readings(host);

        await Eventually.HoldsAsync(() => readings.Now().ContainsKey("rentabot_error_queue_messages{q}"), Soon, "the queue is counted");

        Assert.Equal(3, readings.Now()["rentabot_error_queue_messages{q}"]);
        Assert.Contains("rentabot-command-batch", queues.Asked);
        Assert.Equal(22, queues.Asked.Count);
        Assert.DoesNotContain(queues.Asked, queue => queue.Contains("heal", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("no,tag", "Metrics:Pools:0 is no,tag; allowed is a tag: 1–64 characters of A–Z a–z 0–9 . _ : / + = -")]
    [InlineData("", "Metrics:Pools:0 is ; allowed is a tag: 1–64 characters of A–Z a–z 0–9 . _ : / + = -")]
    public void Should_refuse_a_pool_that_is_no_tag(string pool, string expected) =>
        Assert.Equal([expected], new PoolOptionsValidator().Validate(null, new PoolOptions { Pools = [pool] }).Failures);

    [Fact]
    public void Should_refuse_pools_without_end_and_pools_twice()
    {
        var many = new PoolOptions { Pools = [.. Enumerable.Range(0, 51).Select(i => $"p{i}")] };
        Assert.Equal(["Metrics:Pools is 51 tags; allowed is up to 50"], new PoolOptionsValidator().Validate(null, many).Failures);

        var twice = new PoolOptions { Pools = ["arm", "arm"] };
        Assert.Equal(["Metrics:Pools is arm, arm; allowed is each tag once"], new PoolOptionsValidator().Validate(null, twice).Failures);

        Assert.True(new PoolOptionsValidator().Validate(null, new PoolOptions()).Succeeded);
    }

    private static async Task<IReadOnlyDictionary<string, double>> ToldAsync(Readings readings)
    {
        await Eventually.HoldsAsync(() => readings.Now().Keys.Any(IsState), Soon, "the state is told");
        return readings.Now();
    }

    private static bool IsState(string name) => name.StartsWith("rentabot_resources{", StringComparison.Ordinal);

    private sealed class SomeErrors : IErrorQueues
    {
        public List<string> Asked { get; private set; } = [];

        public Task<IReadOnlyDictionary<string, long>> CountAsync(IEnumerable<string> consumed, CancellationToken cancellationToken)
        {
            Asked = [.. consumed];
            return Task.FromResult<IReadOnlyDictionary<string, long>>(new Dictionary<string, long> { ["q"] = 3 });
        }
    }
}
