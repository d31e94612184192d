namespace RentABot.Allocator.Tests.Queue;

public sealed class When_a_waiter_leaves_the_line
{
    [Fact]
    public async Task Should_close_up_the_others_in_their_order_when_its_wait_ends()
    {
        await using var host = await AllocatorHost.StartAsync();
        var running = await host.LockAsync(await host.RegisterAsync("r1", "arm"));
        var first = await host.ReserveAsync("arm");
        var middle = await host.ReserveAsync("arm", maxWaitTime: 10);
        var last = await host.ReserveAsync("arm");
        Assert.Equal((1, 2, 3), (await host.PositionAsync(first), await host.PositionAsync(middle), await host.PositionAsync(last)));

        await host.SweepAfterAsync(10);

        Assert.Equal(ReservationStatus.Expired, await host.StatusAsync(middle));
        Assert.Equal((1, null, 2), (await host.PositionAsync(first), await host.PositionAsync(middle), await host.PositionAsync(last)));
        await host.UnlockAsync(running);
        Assert.Equal(ReservationStatus.Fulfilled, await host.StatusAsync(first));
        Assert.Equal(1, await host.PositionAsync(last));
    }

    [Fact]
    public async Task Should_leave_no_ghost_behind_when_it_is_cancelled()
    {
        await using var host = await AllocatorHost.StartAsync();
        var running = await host.LockAsync(await host.RegisterAsync("r1", "arm"));
        await host.CancelAsync(await host.ReserveAsync("arm"));
        var newcomer = await host.ReserveAsync("arm");
        Assert.Equal(1, await host.PositionAsync(newcomer));

        await host.UnlockAsync(running);

        Assert.Equal(ReservationStatus.Fulfilled, await host.StatusAsync(newcomer));
    }

    [Fact]
    public async Task Should_not_end_its_wait_early()
    {
        await using var host = await AllocatorHost.StartAsync();
        await host.LockAsync(await host.RegisterAsync("r1", "arm"));
        var waiter = await host.ReserveAsync("arm", maxWaitTime: 10);

        host.Clock.Advance(TimeSpan.FromSeconds(10) - TimeSpan.FromMicroseconds(1));
        await host.SweepAsync();

        Assert.Equal(ReservationStatus.Pending, await host.StatusAsync(waiter));
    }

    [Fact]
    public async Task Should_say_why_its_wait_ended()
    {
        await using var host = await AllocatorHost.StartAsync();
        await host.LockAsync(await host.RegisterAsync("r1", "arm"));
        var waiter = await host.ReserveAsync("arm", maxWaitTime: 10);

        await host.SweepAfterAsync(10);

        var ended = await host.ReservationAsync(waiter);
        Assert.Equal((host.Clock.Now, "the wait timed out"), (ended.EndedAt, ended.Reason));
        Assert.Equal(waiter.ReservationId, Assert.Single(await host.EventsAsync<ReservationExpired>()).ReservationId);
    }
}
