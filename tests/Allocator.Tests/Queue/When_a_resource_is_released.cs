namespace RentABot.Allocator.Tests.Queue;

public sealed class When_a_resource_is_released
{
    [Fact]
    public async Task Should_grant_the_waiters_one_after_the_other()
    {
        await using var host = await AllocatorHost.StartAsync();
        var resource = await host.RegisterAsync("r1", "arm");
        var running = await host.LockAsync(resource);
        var first = await host.ReserveAsync("arm", client: "b");
        var second = await host.ReserveAsync("arm", client: "c");
        Assert.Equal(ReservationStatus.Pending, first.Status);

        await host.UnlockAsync(running);
        Assert.Equal(ReservationStatus.Fulfilled, await host.StatusAsync(first));
        Assert.Equal(ReservationStatus.Pending, await host.StatusAsync(second));

        var claimed = await host.ClaimAsync(first);
        await host.UnlockAsync(Assert.Single(claimed.Locks));
        Assert.Equal(ReservationStatus.Released, await host.StatusAsync(first));
        Assert.Equal(ReservationStatus.Fulfilled, await host.StatusAsync(second));
    }

    [Fact]
    public async Task Should_keep_the_line_across_a_restart()
    {
        await using var host = await AllocatorHost.StartAsync();
        var running = await host.LockAsync(await host.RegisterAsync("r1", "arm"));
        var first = await host.ReserveAsync("arm");
        var second = await host.ReserveAsync("arm");

        await host.RestartAsync();
        await host.UnlockAsync(running);
        Assert.Equal(ReservationStatus.Fulfilled, await host.StatusAsync(first));

        await host.RestartAsync();
        await host.UnlockAsync((await host.ClaimAsync(first)).Locks[0]);
        Assert.Equal(ReservationStatus.Fulfilled, await host.StatusAsync(second));
    }

    [Fact]
    public async Task Should_grant_by_rank_and_by_arrival_among_equals()
    {
        await using var host = await AllocatorHost.StartAsync();
        var running = await host.LockAsync(await host.RegisterAsync("r1", "arm"));
        int[] priorities = [5, 5, 6, 1, 8, 1];
        var waiters = new List<ReservationState>();
        foreach (var priority in priorities) waiters.Add(await host.ReserveAsync("arm", priority: priority));

        var served = new List<int>();
        while (served.Count < priorities.Length)
        {
            await host.UnlockAsync(running);
            var statuses = await Task.WhenAll(waiters.Select(host.StatusAsync));
            var next = Array.IndexOf(statuses, ReservationStatus.Fulfilled);
            Assert.Single(statuses, ReservationStatus.Fulfilled);
            served.Add(next);
            running = (await host.ClaimAsync(waiters[next])).Locks.Single();
        }

        Assert.Equal([3, 5, 0, 1, 2, 4], served);
    }

    [Fact]
    public async Task Should_give_what_is_free_to_a_later_one_where_the_earlier_one_cannot_use_it()
    {
        await using var host = await AllocatorHost.StartAsync();
        var arm = await host.LockAsync(await host.RegisterAsync("r1", "arm"));
        var x86 = await host.LockAsync(await host.RegisterAsync("r2", "x86"));
        var first = await host.ReserveAsync("arm");
        var second = await host.ReserveAsync("x86");

        await host.UnlockAsync(x86);

        Assert.Equal(ReservationStatus.Pending, await host.StatusAsync(first));
        Assert.Equal(ReservationStatus.Fulfilled, await host.StatusAsync(second));
        await host.UnlockAsync(arm);
        Assert.Equal(ReservationStatus.Fulfilled, await host.StatusAsync(first));
    }
}
