namespace RentABot.Allocator.Tests.Queue;

public sealed class When_a_claim_window_ends
{
    [Fact]
    public async Task Should_grant_the_next_in_line_in_the_same_transaction()
    {
        await using var host = await AllocatorHost.StartAsync();
        var resource = await host.RegisterAsync("r1", "arm");
        var lapsed = await host.ReserveAsync("arm");
        var next = await host.ReserveAsync("arm");

        await host.SweepAfterAsync(60);

        var ended = await host.ReservationAsync(lapsed);
        Assert.Equal((ReservationStatus.Expired, "it was not claimed in time"), (ended.Status, ended.Reason));
        Assert.Empty(ended.ResourceIds);
        var served = await host.ReservationAsync(next);
        Assert.Equal((ReservationStatus.Fulfilled, resource.Id), (served.Status, Assert.Single(served.ResourceIds)));
        Assert.Equal(host.Clock.Now, served.FulfilledAt);
    }

    [Fact]
    public async Task Should_not_end_early()
    {
        await using var host = await AllocatorHost.StartAsync();
        await host.RegisterAsync("r1", "arm");
        var waiter = await host.ReserveAsync("arm");

        host.Clock.Advance(TimeSpan.FromSeconds(60) - TimeSpan.FromMicroseconds(1));

        Assert.Single((await host.ClaimAsync(waiter)).Locks);
    }

    [Fact]
    public async Task Should_refuse_the_claim_at_its_very_instant_before_any_sweep()
    {
        await using var host = await AllocatorHost.StartAsync();
        await host.RegisterAsync("r1", "arm");
        var waiter = await host.ReserveAsync("arm", claimWindow: 7);
        Assert.Equal(host.Clock.Now.AddSeconds(7), waiter.ClaimExpiresAt);
        host.Clock.Advance(7);

        await host.RefusedAsync(Ask.Claim(waiter), 410, "reservation_expired");
    }

    [Fact]
    public async Task Should_take_the_configured_window_where_none_is_given()
    {
        await using var host = await AllocatorHost.StartAsync(settings: new() { ["Locks:ClaimWindow"] = "15" });
        await host.RegisterAsync("r1", "arm");

        var waiter = await host.ReserveAsync("arm");

        Assert.Equal((15, host.Clock.Now.AddSeconds(15)), (waiter.ClaimWindow, waiter.ClaimExpiresAt));
    }

    [Fact]
    public async Task Should_not_matter_once_the_reservation_is_claimed()
    {
        await using var host = await AllocatorHost.StartAsync();
        await host.RegisterAsync("r1", "arm");
        var waiter = await host.ReserveAsync("arm");
        await host.ClaimAsync(waiter);

        await host.SweepAfterAsync(61);

        Assert.Equal(ReservationStatus.Claimed, await host.StatusAsync(waiter));
    }

    [Fact]
    public async Task Should_not_be_cut_short_by_the_end_of_the_wait()
    {
        await using var host = await AllocatorHost.StartAsync();
        await host.RegisterAsync("r1", "arm");
        var waiter = await host.ReserveAsync("arm", maxWaitTime: 5);

        await host.SweepAfterAsync(30);

        Assert.Equal(ReservationStatus.Fulfilled, await host.StatusAsync(waiter));
    }
}
