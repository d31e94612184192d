namespace RentABot.Allocator.Tests.Queue;

public sealed class When_a_waiter_grows_old
{
    [Fact]
    public async Task Should_be_served_before_the_most_urgent_newcomer()
    {
        await using var host = await AllocatorHost.StartAsync();
        var running = await host.LockAsync(await host.RegisterAsync("r1", "arm"), ttl: 20_000);
        var old = await host.ReserveAsync("arm", priority: 10, maxWaitTime: 20_000);
        host.Clock.Advance((9 * 600) + 1);
        var newcomer = await host.ReserveAsync("arm", priority: 1, maxWaitTime: 20_000);

        await host.UnlockAsync(running);

        Assert.Equal(ReservationStatus.Fulfilled, await host.StatusAsync(old));
        Assert.Equal(ReservationStatus.Pending, await host.StatusAsync(newcomer));
    }

    [Fact]
    public async Task Should_still_stand_behind_it_a_moment_before()
    {
        await using var host = await AllocatorHost.StartAsync();
        var running = await host.LockAsync(await host.RegisterAsync("r1", "arm"), ttl: 20_000);
        var old = await host.ReserveAsync("arm", priority: 10, maxWaitTime: 20_000);
        host.Clock.Advance((9 * 600) - 1);
        var newcomer = await host.ReserveAsync("arm", priority: 1, maxWaitTime: 20_000);

        await host.UnlockAsync(running);

        Assert.Equal(ReservationStatus.Fulfilled, await host.StatusAsync(newcomer));
        Assert.Equal(ReservationStatus.Pending, await host.StatusAsync(old));
    }

    [Fact]
    public async Task Should_age_as_fast_as_is_configured()
    {
        await using var host = await AllocatorHost.StartAsync(settings: new() { ["Locks:AgingStep"] = "10" });
        var running = await host.LockAsync(await host.RegisterAsync("r1", "arm"));
        var old = await host.ReserveAsync("arm", priority: 2);
        host.Clock.Advance(11);
        await host.ReserveAsync("arm", priority: 1);

        await host.UnlockAsync(running);

        Assert.Equal(ReservationStatus.Fulfilled, await host.StatusAsync(old));
    }
}
