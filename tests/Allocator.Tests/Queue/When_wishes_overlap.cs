namespace RentABot.Allocator.Tests.Queue;

public sealed class When_wishes_overlap
{
    /// <summary>Case 6.</summary>
    [Theory]
    [InlineData("arm", "mx6")]
    [InlineData("mx6", "arm")]
    public async Task Should_serve_both_whoever_came_first(string first, string second)
    {
        await using var host = await AllocatorHost.StartAsync();
        var mx6 = await host.RegisterAsync("p1", "arm", "mx6");
        var mx8 = await host.RegisterAsync("p2", "arm", "mx8");
        var busy = (await host.DoAsync<LockResourcesResult>(Ask.Lock("arm", quantity: 2))).Locks;
        var waiters = new[] { await host.ReserveAsync(first), await host.ReserveAsync(second) };

        await host.DoAsync<UnlockBatchResult>(new UnlockBatch { LockTokens = [.. busy.Select(granted => granted.LockToken)] });

        long[] expected = first == "arm" ? [mx8.Id, mx6.Id] : [mx6.Id, mx8.Id];
        Assert.Equal(expected[0], Assert.Single((await host.ReservationAsync(waiters[0])).ResourceIds));
        Assert.Equal(expected[1], Assert.Single((await host.ReservationAsync(waiters[1])).ResourceIds));
    }

    [Fact]
    public async Task Should_move_what_one_has_gathered_to_let_a_later_one_in()
    {
        await using var host = await AllocatorHost.StartAsync();
        var mx6 = await host.RegisterAsync("p1", "arm", "mx6");
        var mx8 = await host.LockAsync(await host.RegisterAsync("p2", "arm", "mx8"));
        await host.LockAsync(await host.RegisterAsync("p3", "arm"));
        var two = await host.ReserveAsync("arm", quantity: 2);
        var later = await host.ReserveAsync("mx6");
        Assert.Equal([mx6.Id], await host.HeldForAsync(two));

        await host.UnlockAsync(mx8);

        Assert.Equal([mx6.Id, mx8.ResourceId], (await host.ReservationAsync(two)).ResourceIds.Order());
        Assert.Equal(ReservationStatus.Pending, await host.StatusAsync(later));
    }

    [Fact]
    public async Task Should_hold_another_one_where_the_first_is_asked_for_by_name()
    {
        await using var host = await AllocatorHost.StartAsync();
        var first = await host.RegisterAsync("p1", "arm");
        var busy = await host.LockAsync(await host.RegisterAsync("p2", "arm"));
        await host.LockAsync(await host.RegisterAsync("p3", "arm"));
        await host.LockAsync(await host.RegisterAsync("p4", "arm"));
        var three = await host.ReserveAsync("arm", quantity: 3);
        await host.TakeOutAsync(first);
        await host.UnlockAsync(busy);
        var named = (await host.DoAsync<CreateReservationResult>(new CreateReservation { Name = "p1" })).Reservation;
        Assert.Equal([busy.ResourceId], await host.HeldForAsync(three));

        await host.BringBackAsync(first);

        Assert.Equal(ReservationStatus.Pending, await host.StatusAsync(named));
        Assert.Equal([first.Id, busy.ResourceId], await host.HeldForAsync(three));
    }

    [Fact]
    public async Task Should_pick_the_one_with_fewest_tags_that_its_expression_does_not_name()
    {
        await using var host = await AllocatorHost.StartAsync();
        await host.RegisterAsync("p1", "arm", "usb");
        var named = await host.RegisterAsync("p2", "arm", "x86");

        var served = await host.DoAsync<CreateReservationResult>(new CreateReservation { Expression = "arm || x86" });

        Assert.Equal([named.Id], served.Reservation.ResourceIds);
    }
}
