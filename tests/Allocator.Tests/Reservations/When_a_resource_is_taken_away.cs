namespace RentABot.Allocator.Tests.Reservations;

public sealed class When_a_resource_is_taken_away
{
    [Fact]
    public async Task Should_put_another_in_its_place_in_the_same_transaction()
    {
        await using var host = await AllocatorHost.StartAsync();
        var first = await host.RegisterAsync("r1", "arm");
        var made = await host.ReserveAsync("arm");
        var second = await host.RegisterAsync("r2", "arm");
        host.Clock.Advance(20);

        await host.TakeOutAsync(first);

        var replanned = await host.ReservationAsync(made);
        Assert.Equal((ReservationStatus.Fulfilled, second.Id), (replanned.Status, Assert.Single(replanned.ResourceIds)));
        Assert.Equal(host.Clock.Now.AddSeconds(60), replanned.ClaimExpiresAt);
        Assert.Equal(ResourceStatus.Unavailable, await host.StatusAsync(first));
    }

    [Fact]
    public async Task Should_wait_again_at_its_old_rank_where_there_is_no_other()
    {
        await using var host = await AllocatorHost.StartAsync();
        var resource = await host.RegisterAsync("r1", "arm");
        var made = await host.ReserveAsync("arm");
        host.Clock.Advance(20);
        var later = await host.ReserveAsync("arm");

        await host.TakeOutAsync(resource, "smoke");

        var waiting = await host.ReservationAsync(made);
        Assert.Equal((ReservationStatus.Pending, null, null), (waiting.Status, waiting.FulfilledAt, waiting.ClaimExpiresAt));
        Assert.Empty(waiting.ResourceIds);
        Assert.Contains("smoke", waiting.Reason, StringComparison.Ordinal);
        Assert.Equal((1, 2), (await host.PositionAsync(made), await host.PositionAsync(later)));
        await host.BringBackAsync(resource);
        Assert.Equal(ReservationStatus.Fulfilled, await host.StatusAsync(made));
    }

    [Fact]
    public async Task Should_keep_holding_the_rest_as_a_gatherer_where_enough_is_in_service()
    {
        await using var host = await AllocatorHost.StartAsync();
        var first = await host.RegisterAsync("r1", "arm");
        var second = await host.RegisterAsync("r2", "arm");
        await host.LockAsync(await host.RegisterAsync("r3", "arm", "usb"));
        await host.RegisterAsync("r4", "x86");
        var made = await host.ReserveAsync("arm", quantity: 2);
        Assert.Equal(ReservationStatus.Fulfilled, made.Status);

        await host.TakeOutAsync(first);

        Assert.Equal(ReservationStatus.Pending, await host.StatusAsync(made));
        Assert.Equal([second.Id], await host.HeldForAsync(made));
    }

    [Fact]
    public async Task Should_replace_what_a_gatherer_held()
    {
        await using var host = await AllocatorHost.StartAsync();
        var held = await host.RegisterAsync("r1", "arm");
        await host.LockAsync(await host.RegisterAsync("r2", "arm"));
        await host.LockAsync(await host.RegisterAsync("r3", "arm"));
        var two = await host.ReserveAsync("arm", quantity: 3);
        var spare = await host.RegisterAsync("r4", "arm");
        Assert.Equal([held.Id, spare.Id], await host.HeldForAsync(two));

        await host.TakeOutAsync(held);

        Assert.Equal([spare.Id], await host.HeldForAsync(two));
        Assert.Equal(ResourceStatus.Unavailable, await host.StatusAsync(held));
    }

    [Fact]
    public async Task Should_say_why_when_the_resource_is_removed_by_force()
    {
        await using var host = await AllocatorHost.StartAsync();
        var resource = await host.RegisterAsync("r1", "arm");
        var made = await host.ReserveAsync("arm");

        await host.RefusedAsync(Ask.Remove(resource), 409, "resource_in_use");
        await host.DoAsync<RemoveResourceResult>(Ask.Remove(resource, force: true));

        var waiting = await host.ReservationAsync(made);
        Assert.Equal((ReservationStatus.Pending, "resource r1 was removed"), (waiting.Status, waiting.Reason));
    }

    [Fact]
    public async Task Should_replace_one_that_is_removed_by_force_in_the_same_transaction()
    {
        await using var host = await AllocatorHost.StartAsync();
        var first = await host.RegisterAsync("r1", "arm");
        var made = await host.ReserveAsync("arm");
        var second = await host.RegisterAsync("r2", "arm");

        await host.DoAsync<RemoveResourceResult>(Ask.Remove(first, force: true));

        var replanned = await host.ReservationAsync(made);
        Assert.Equal((ReservationStatus.Fulfilled, second.Id), (replanned.Status, Assert.Single(replanned.ResourceIds)));
        Assert.Null(replanned.Reason);
    }

    [Fact]
    public async Task Should_lose_all_of_several_that_go_out_at_the_same_instant()
    {
        await using var host = await AllocatorHost.StartAsync();
        var first = await host.RegisterAsync("r1", "arm");
        var second = await host.RegisterAsync("r2", "arm");
        var made = await host.ReserveAsync("arm", quantity: 2, claimWindow: 600);
        var from = host.Clock.Now.AddSeconds(10);
        await host.TakeOutAsync(first, from: from);
        await host.TakeOutAsync(second, from: from);

        await host.SweepAfterAsync(10);

        Assert.Equal(ResourceStatus.Unavailable, await host.StatusAsync(first));
        Assert.Equal(ResourceStatus.Unavailable, await host.StatusAsync(second));
        Assert.Equal(ReservationStatus.Pending, await host.StatusAsync(made));
    }

    [Fact]
    public async Task Should_let_a_gatherer_lose_all_of_several_that_go_out_at_the_same_instant()
    {
        await using var host = await AllocatorHost.StartAsync();
        var first = await host.RegisterAsync("r1", "arm");
        var second = await host.RegisterAsync("r2", "arm");
        await host.LockAsync(await host.RegisterAsync("r3", "arm"));
        var three = await host.ReserveAsync("arm", quantity: 3);
        var from = host.Clock.Now.AddSeconds(10);
        await host.TakeOutAsync(first, from: from);
        await host.TakeOutAsync(second, from: from);

        await host.SweepAfterAsync(10);

        Assert.Equal(ResourceStatus.Unavailable, await host.StatusAsync(second));
        Assert.Empty(await host.HeldForAsync(three));
    }

    [Fact]
    public async Task Should_leave_a_claimed_one_to_its_locks()
    {
        await using var host = await AllocatorHost.StartAsync();
        var resource = await host.RegisterAsync("r1", "arm");
        var made = await host.ReserveAsync("arm");
        var running = (await host.ClaimAsync(made)).Locks[0];

        await host.TakeOutAsync(resource);
        Assert.Equal(ReservationStatus.Claimed, await host.StatusAsync(made));

        await host.DoAsync<RemoveResourceResult>(Ask.Remove(resource, force: true));
        Assert.Equal(ReservationStatus.Released, await host.StatusAsync(made));
        await host.RefusedAsync(Ask.Unlock(running), 404, "resource_not_found");
    }
}
