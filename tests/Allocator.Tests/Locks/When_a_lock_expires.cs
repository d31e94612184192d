namespace RentABot.Allocator.Tests.Locks;

public sealed class When_a_lock_expires
{
    [Fact]
    public async Task Should_not_end_before_its_instant()
    {
        await using var host = await AllocatorHost.StartAsync();
        var resource = await host.RegisterAsync("r1", "arm");
        var granted = await host.LockAsync(resource, ttl: 10);

        host.Clock.Advance(TimeSpan.FromSeconds(10) - TimeSpan.FromMicroseconds(1));
        await host.SweepAsync();

        Assert.Equal(ResourceStatus.Locked, await host.StatusAsync(resource));
        await host.DoAsync<ExtendLockResult>(Ask.ExtendBy(granted, 1));
    }

    [Fact]
    public async Task Should_end_at_its_instant()
    {
        await using var host = await AllocatorHost.StartAsync();
        var resource = await host.RegisterAsync("r1", "arm");
        var granted = await host.LockAsync(resource, "ci", ttl: 10);

        await host.SweepAfterAsync(10);

        Assert.Equal(ResourceStatus.Available, await host.StatusAsync(resource));
        var told = Assert.Single(await host.EventsAsync<LockExpired>());
        Assert.Equal((granted.LockId, "ci", "rentabot"), (told.Lock.LockId, told.ClientId, told.Actor));
        Assert.Equal(LockEndReason.Expired, told.Lock.EndReason);
    }

    [Fact]
    public async Task Should_make_its_token_worthless_before_any_sweep()
    {
        await using var host = await AllocatorHost.StartAsync();
        var granted = await host.LockAsync(await host.RegisterAsync("r1", "arm"), ttl: 10);
        host.Clock.Advance(10);

        await host.RefusedAsync(Ask.ExtendBy(granted, 10), 410, "lock_lost");
        await host.RefusedAsync(Ask.ExtendTo(granted, 10), 410, "lock_lost");
        await host.RefusedAsync(Ask.Unlock(granted), 410, "lock_lost");
        var batch = await host.DoAsync<UnlockBatchResult>(new UnlockBatch { LockTokens = [granted.LockToken] });

        Assert.Equal(UnlockOutcome.LockLost, Assert.Single(batch.Results).Result);
    }

    [Fact]
    public async Task Should_free_the_resource_before_any_sweep()
    {
        await using var host = await AllocatorHost.StartAsync();
        var resource = await host.RegisterAsync("r1", "arm");
        var first = await host.LockAsync(resource, ttl: 10);
        host.Clock.Advance(10);

        var second = await host.LockAsync(resource);

        Assert.True(second.FencingToken > first.FencingToken);
    }

    [Fact]
    public async Task Should_protect_the_next_holder_from_the_late_one()
    {
        await using var host = await AllocatorHost.StartAsync();
        var resource = await host.RegisterAsync("r1", "arm");
        var late = await host.LockAsync(resource, ttl: 10);
        var waiter = await host.ReserveAsync("arm");
        await host.SweepAfterAsync(10);
        var claimed = await host.ClaimAsync(waiter);

        await host.RefusedAsync(Ask.Unlock(late), 410, "lock_lost");
        await host.RefusedAsync(Ask.ExtendBy(late, 10), 410, "lock_lost");

        Assert.Equal(claimed.Locks[0].FencingToken, (await host.ResourceAsync(resource.Id)).FencingToken);
    }

    [Fact]
    public async Task Should_stand_behind_the_queue_for_what_it_frees()
    {
        await using var host = await AllocatorHost.StartAsync();
        var resource = await host.RegisterAsync("r1", "arm");
        await host.LockAsync(resource, ttl: 10);
        var waiter = await host.ReserveAsync("arm");
        host.Clock.Advance(10);

        await host.RefusedAsync(Ask.Lock(resource), 409, "held_for_reservation");

        Assert.Equal(ReservationStatus.Fulfilled, await host.StatusAsync(waiter));
    }

    [Fact]
    public async Task Should_be_warned_of_once()
    {
        await using var host = await AllocatorHost.StartAsync(settings: new() { ["Locks:WarningPeriod"] = "10" });
        var resource = await host.RegisterAsync("r1", "arm");
        await host.LockAsync(resource, ttl: 30);

        await host.SweepAfterAsync(19);
        Assert.Empty(await host.EventsAsync<LockExpiring>());

        await host.SweepAfterAsync(1);
        await host.SweepAfterAsync(1);
        Assert.Equal(resource.Id, Assert.Single(await host.EventsAsync<LockExpiring>()).ResourceId);
    }

    [Fact]
    public async Task Should_not_be_warned_of_where_the_whole_lock_is_shorter_than_the_warning_period()
    {
        await using var host = await AllocatorHost.StartAsync(settings: new() { ["Locks:WarningPeriod"] = "10" });
        await host.LockAsync(await host.RegisterAsync("r1", "arm"), ttl: 10);

        await host.SweepAfterAsync(1);

        Assert.Empty(await host.EventsAsync<LockExpiring>());
    }
}
