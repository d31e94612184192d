namespace RentABot.Allocator.Tests.Locks;

public sealed class When_a_lock_is_extended
{
    [Fact]
    public async Task Should_count_an_additional_ttl_from_the_present_expiry()
    {
        await using var host = await AllocatorHost.StartAsync();
        var granted = await host.LockAsync(await host.RegisterAsync("r1", "arm"), ttl: 100);
        host.Clock.Advance(40);

        var result = await host.DoAsync<ExtendLockResult>(Ask.ExtendBy(granted, 50));

        Assert.Equal((granted.AcquiredAt.AddSeconds(150), 150), (result.ExpiresAt, result.TotalLockDuration));
        Assert.Equal(result.ExpiresAt, (await host.ResourceAsync(granted.ResourceId)).LockExpiresAt);
    }

    [Fact]
    public async Task Should_count_a_heartbeats_ttl_from_now()
    {
        await using var host = await AllocatorHost.StartAsync();
        var granted = await host.LockAsync(await host.RegisterAsync("r1", "arm"), ttl: 100);
        host.Clock.Advance(40);

        var result = await host.DoAsync<ExtendLockResult>(Ask.ExtendTo(granted, 100));

        Assert.Equal((granted.AcquiredAt.AddSeconds(140), 140), (result.ExpiresAt, result.TotalLockDuration));
    }

    [Fact]
    public async Task Should_never_be_shortened_by_a_heartbeat()
    {
        await using var host = await AllocatorHost.StartAsync();
        var granted = await host.LockAsync(await host.RegisterAsync("r1", "arm"), ttl: 100);

        var result = await host.DoAsync<ExtendLockResult>(Ask.ExtendTo(granted, 10));

        Assert.Equal(granted.ExpiresAt, result.ExpiresAt);
    }

    [Fact]
    public async Task Should_keep_the_old_expiry_where_it_would_live_beyond_the_maximum()
    {
        await using var host = await AllocatorHost.StartAsync();
        var granted = await host.LockAsync(await host.RegisterAsync("r1", 100, "arm"), ttl: 90);
        host.Clock.Advance(80);

        var rejected = await host.RefusedAsync(Ask.ExtendBy(granted, 11), 422, "ttl_exceeds_maximum");
        await host.RefusedAsync(Ask.ExtendTo(granted, 21), 422, "ttl_exceeds_maximum");

        Assert.Equal(100, rejected.Figures!["max_lock_duration"]);
        Assert.Equal(granted.ExpiresAt, (await host.ResourceAsync(granted.ResourceId)).LockExpiresAt);
        Assert.Empty(await host.EventsAsync<LockExtended>());
    }

    [Fact]
    public async Task Should_reach_exactly_the_maximum()
    {
        await using var host = await AllocatorHost.StartAsync();
        var granted = await host.LockAsync(await host.RegisterAsync("r1", 100, "arm"), ttl: 90);

        var result = await host.DoAsync<ExtendLockResult>(Ask.ExtendBy(granted, 10));

        Assert.Equal(100, result.TotalLockDuration);
    }

    [Fact]
    public async Task Should_run_to_its_new_expiry()
    {
        await using var host = await AllocatorHost.StartAsync();
        var resource = await host.RegisterAsync("r1", "arm");
        var granted = await host.LockAsync(resource, ttl: 10);
        await host.DoAsync<ExtendLockResult>(Ask.ExtendBy(granted, 10));

        await host.SweepAfterAsync(19);
        Assert.Equal(ResourceStatus.Locked, await host.StatusAsync(resource));

        await host.SweepAfterAsync(1);
        Assert.Equal(ResourceStatus.Available, await host.StatusAsync(resource));
    }

    [Fact]
    public async Task Should_warn_once_more_before_the_new_expiry()
    {
        await using var host = await AllocatorHost.StartAsync(settings: new() { ["Locks:WarningPeriod"] = "10" });
        var granted = await host.LockAsync(await host.RegisterAsync("r1", "arm"), ttl: 30);
        await host.SweepAfterAsync(20);
        Assert.Single(await host.EventsAsync<LockExpiring>());

        await host.DoAsync<ExtendLockResult>(Ask.ExtendBy(granted, 30));
        await host.SweepAfterAsync(20);
        Assert.Single(await host.EventsAsync<LockExpiring>());

        await host.SweepAfterAsync(10);
        Assert.Equal(2, (await host.EventsAsync<LockExpiring>()).Count);
    }
}
