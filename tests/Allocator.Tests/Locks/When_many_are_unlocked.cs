namespace RentABot.Allocator.Tests.Locks;

public sealed class When_many_are_unlocked
{
    [Fact]
    public async Task Should_say_what_became_of_each_in_the_order_given()
    {
        await using var host = await AllocatorHost.StartAsync();
        var running = await host.LockAsync(await host.RegisterAsync("r1", "a"));
        var released = await host.LockAsync(await host.RegisterAsync("r2", "b"));
        await host.UnlockAsync(released);
        var forced = await host.LockAsync(await host.RegisterAsync("r3", "c"));
        await host.DoAsync<UnlockResourceResult>(Ask.Force(forced.Resource));
        var expired = await host.LockAsync(await host.RegisterAsync("r4", "d"), ttl: 5);
        host.Clock.Advance(5);

        var result = await host.DoAsync<UnlockBatchResult>(new UnlockBatch
        {
            LockTokens = ["garbage", forced.LockToken, running.LockToken, expired.LockToken, released.LockToken, running.LockToken],
        });

        Assert.Equal(1, result.Unlocked);
        Assert.Equal(
            [
                (null, UnlockOutcome.UnknownToken),
                (forced.ResourceId, UnlockOutcome.LockLost),
                (running.ResourceId, UnlockOutcome.Unlocked),
                (expired.ResourceId, UnlockOutcome.LockLost),
                (released.ResourceId, UnlockOutcome.AlreadyUnlocked),
                (running.ResourceId, UnlockOutcome.AlreadyUnlocked),
            ],
            result.Results.Select(r => (r.ResourceId, r.Result)));
    }

    [Fact]
    public async Task Should_serve_waiters_for_two_and_for_one_in_one_pass()
    {
        await using var host = await AllocatorHost.StartAsync();
        for (var i = 0; i < 3; i++) await host.RegisterAsync($"r{i}", "arm");
        var locks = (await host.DoAsync<LockResourcesResult>(Ask.Lock("arm", quantity: 3))).Locks;
        var two = await host.ReserveAsync("arm", quantity: 2);
        var one = await host.ReserveAsync("arm");

        await host.DoAsync<UnlockBatchResult>(new UnlockBatch { LockTokens = [.. locks.Select(l => l.LockToken)] });

        Assert.Equal(ReservationStatus.Fulfilled, await host.StatusAsync(two));
        Assert.Equal(ReservationStatus.Fulfilled, await host.StatusAsync(one));
    }

    [Fact]
    public async Task Should_serve_the_queue_once_by_rank_whatever_the_order_of_the_tokens()
    {
        await using var host = await AllocatorHost.StartAsync();
        var first = await host.LockAsync(await host.RegisterAsync("r1", "arm"));
        var second = await host.LockAsync(await host.RegisterAsync("r2", "arm"));
        var two = await host.ReserveAsync("arm", quantity: 2, priority: 9);
        var one = await host.ReserveAsync("arm", priority: 10);

        await host.DoAsync<UnlockBatchResult>(new UnlockBatch { LockTokens = [second.LockToken, first.LockToken] });

        Assert.Equal(ReservationStatus.Fulfilled, await host.StatusAsync(two));
        Assert.Equal(ReservationStatus.Pending, await host.StatusAsync(one));
    }

    [Fact]
    public async Task Should_say_lost_for_a_lock_that_history_has_forgotten()
    {
        await using var host = await AllocatorHost.StartAsync();
        var granted = await host.LockAsync(await host.RegisterAsync("r1", "arm"));
        await host.UnlockAsync(granted);
        host.Clock.Advance(100);
        await host.DecideAsync(new RemoveHistory { OlderThan = 10 });

        var result = await host.DoAsync<UnlockBatchResult>(new UnlockBatch { LockTokens = [granted.LockToken] });

        Assert.Equal(UnlockOutcome.LockLost, Assert.Single(result.Results).Result);
        await host.RefusedAsync(Ask.Unlock(granted), 410, "lock_lost");
    }
}
