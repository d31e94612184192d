namespace RentABot.Allocator.Tests.Queue;

public sealed class When_a_reservation_gathers
{
    [Fact]
    public async Task Should_not_be_starved_by_a_stream_of_single_requests()
    {
        await using var host = await AllocatorHost.StartAsync();
        for (var i = 0; i < 3; i++) await host.RegisterAsync($"r{i}", "arm");
        var busy = (await host.DoAsync<LockResourcesResult>(Ask.Lock("arm", quantity: 3))).Locks;
        var two = await host.ReserveAsync("arm", quantity: 2);
        var singles = new List<ReservationState>();
        for (var i = 0; i < 3; i++) singles.Add(await host.ReserveAsync("arm"));

        await host.UnlockAsync(busy[0]);
        Assert.Equal(ResourceStatus.Held, (await host.ResourceAsync(busy[0].ResourceId)).Status);
        Assert.Equal(ReservationStatus.Pending, await host.StatusAsync(singles[0]));

        await host.UnlockAsync(busy[1]);
        Assert.Equal(ReservationStatus.Fulfilled, await host.StatusAsync(two));
        Assert.All(await Task.WhenAll(singles.Select(host.StatusAsync)), status => Assert.Equal(ReservationStatus.Pending, status));
    }

    [Fact]
    public async Task Should_show_what_it_has_as_held_for_it()
    {
        await using var host = await AllocatorHost.StartAsync();
        var free = await host.RegisterAsync("r1", "arm");
        await host.LockAsync(await host.RegisterAsync("r2", "arm"));

        var two = await host.ReserveAsync("arm", quantity: 2);

        var held = await host.ResourceAsync(free.Id);
        Assert.Equal((ResourceStatus.Held, two.ReservationId), (held.Status, held.ReservationId));
        Assert.Equal(ReservationStatus.Pending, await host.StatusAsync(two));
    }

    [Fact]
    public async Task Should_yield_what_it_holds_to_a_newcomer_of_better_rank()
    {
        await using var host = await AllocatorHost.StartAsync();
        var free = await host.RegisterAsync("r1", "arm");
        var busy = await host.LockAsync(await host.RegisterAsync("r2", "arm"));
        var two = await host.ReserveAsync("arm", quantity: 2);

        var urgent = await host.ReserveAsync("arm", priority: 1);

        Assert.Equal((ReservationStatus.Fulfilled, free.Id), (urgent.Status, Assert.Single(urgent.ResourceIds)));
        Assert.Empty(await host.HeldForAsync(two));
        await host.UnlockAsync(busy);
        Assert.Equal([busy.ResourceId], await host.HeldForAsync(two));
    }

    [Fact]
    public async Task Should_not_yield_it_to_a_newcomer_of_worse_rank()
    {
        await using var host = await AllocatorHost.StartAsync();
        var free = await host.RegisterAsync("r1", "arm");
        await host.LockAsync(await host.RegisterAsync("r2", "arm"));
        var two = await host.ReserveAsync("arm", quantity: 2);

        var later = await host.ReserveAsync("arm");

        Assert.Equal(ReservationStatus.Pending, later.Status);
        Assert.Equal([free.Id], await host.HeldForAsync(two));
    }

    [Fact]
    public async Task Should_hold_nothing_while_too_few_are_in_service()
    {
        await using var host = await AllocatorHost.StartAsync();
        await host.RegisterAsync("r1", "arm");
        var broken = await host.RegisterAsync("r2", "arm");
        await host.TakeOutAsync(broken);

        var two = await host.ReserveAsync("arm", quantity: 2);
        var one = await host.ReserveAsync("arm", priority: 9);

        Assert.Equal(ReservationStatus.Pending, two.Status);
        Assert.Equal(ReservationStatus.Fulfilled, one.Status);
        await host.BringBackAsync(broken);
        Assert.Equal([broken.Id], await host.HeldForAsync(two));
    }

    [Fact]
    public async Task Should_not_count_those_whose_maximum_is_below_its_ttl()
    {
        await using var host = await AllocatorHost.StartAsync();
        await host.RegisterAsync("r1", 60, "arm");
        var long1 = await host.RegisterAsync("r2", 600, "arm");
        var busy = await host.LockAsync(await host.RegisterAsync("r3", 600, "arm"));

        var two = await host.ReserveAsync("arm", quantity: 2, ttl: 600);

        Assert.Equal([long1.Id], await host.HeldForAsync(two));
        await host.UnlockAsync(busy);
        Assert.Equal(ReservationStatus.Fulfilled, await host.StatusAsync(two));
    }

    [Fact]
    public async Task Should_give_back_what_it_holds_when_its_wait_ends()
    {
        await using var host = await AllocatorHost.StartAsync();
        var free = await host.RegisterAsync("r1", "arm");
        await host.LockAsync(await host.RegisterAsync("r2", "arm"));
        await host.ReserveAsync("arm", quantity: 2, maxWaitTime: 10);
        var next = await host.ReserveAsync("arm");

        await host.SweepAfterAsync(10);

        Assert.Equal([free.Id], (await host.ReservationAsync(next)).ResourceIds);
    }

    [Fact]
    public async Task Should_give_back_what_it_holds_when_it_is_cancelled()
    {
        await using var host = await AllocatorHost.StartAsync();
        var free = await host.RegisterAsync("r1", "arm");
        await host.LockAsync(await host.RegisterAsync("r2", "arm"));
        var two = await host.ReserveAsync("arm", quantity: 2);

        await host.CancelAsync(two);

        Assert.Equal(ResourceStatus.Available, await host.StatusAsync(free));
    }

    [Fact]
    public async Task Should_never_have_half_of_what_two_of_two_ask_for()
    {
        await using var host = await AllocatorHost.StartAsync();
        for (var i = 0; i < 3; i++) await host.RegisterAsync($"r{i}", "arm");
        for (var round = 0; round < 20; round++)
        {
            var outcomes = await Task.WhenAll(
                host.DecideAsync(Ask.Reserve("arm", quantity: 2)), host.DecideAsync(Ask.Reserve("arm", quantity: 2)));
            var both = outcomes.Select(o => ((CreateReservationResult)o.Reply!).Reservation).ToList();

            var fulfilled = Assert.Single(both, r => r.Status == ReservationStatus.Fulfilled);
            var waiting = both.Single(r => r.ReservationId != fulfilled.ReservationId);
            await host.CancelAsync(fulfilled);
            Assert.Equal(ReservationStatus.Fulfilled, await host.StatusAsync(waiting));
            await host.CancelAsync(waiting);
        }
    }
}
