namespace RentABot.Allocator.Tests.Maintenance;

public sealed class When_a_maintenance_is_planned
{
    [Fact]
    public async Task Should_begin_and_end_by_itself()
    {
        await using var host = await AllocatorHost.StartAsync();
        var resource = await host.RegisterAsync("r1", "arm");
        var from = host.Clock.Now.AddSeconds(10);

        var planned = await host.TakeOutAsync(resource, "update", from, from.AddSeconds(20));
        Assert.Equal((ResourceStatus.Available, from, "update"), (planned.Status, planned.UnavailableFrom, planned.UnavailableReason));

        await host.SweepAfterAsync(9);
        Assert.Equal(ResourceStatus.Available, await host.StatusAsync(resource));

        await host.SweepAfterAsync(1);
        var running = await host.ResourceAsync(resource.Id);
        Assert.Equal((ResourceStatus.Unavailable, "update", from, null),
            (running.Status, running.UnavailableReason, running.UnavailableSince, running.UnavailableFrom));

        await host.SweepAfterAsync(20);
        Assert.Equal(ResourceStatus.Available, await host.StatusAsync(resource));
    }

    [Fact]
    public async Task Should_not_cut_short_a_lock_that_reaches_into_it()
    {
        await using var host = await AllocatorHost.StartAsync();
        var resource = await host.RegisterAsync("r1", "arm");
        await host.TakeOutAsync(resource, from: host.Clock.Now.AddSeconds(10));

        await host.LockAsync(resource, ttl: 100);
        await host.SweepAfterAsync(50);

        var both = await host.ResourceAsync(resource.Id);
        Assert.Equal((ResourceStatus.Locked, true), (both.Status, both.Unavailable));
    }

    [Fact]
    public async Task Should_take_it_from_a_fulfilled_reservation_when_it_begins()
    {
        await using var host = await AllocatorHost.StartAsync();
        var resource = await host.RegisterAsync("r1", "arm");
        await host.TakeOutAsync(resource, from: host.Clock.Now.AddSeconds(10));
        var made = await host.ReserveAsync("arm");

        await host.SweepAfterAsync(10);

        Assert.Equal(ReservationStatus.Pending, await host.StatusAsync(made));
    }

    [Fact]
    public async Task Should_be_forgotten_when_the_resource_is_marked_available()
    {
        await using var host = await AllocatorHost.StartAsync();
        var resource = await host.RegisterAsync("r1", "arm");
        await host.TakeOutAsync(resource, from: host.Clock.Now.AddSeconds(10));

        var after = await host.BringBackAsync(resource);

        Assert.Equal((null, null), (after.UnavailableFrom, after.UnavailableReason));
        await host.SweepAfterAsync(10);
        Assert.Equal(ResourceStatus.Available, await host.StatusAsync(resource));
        Assert.Empty(await host.EventsAsync<ResourceMarkedAvailable>());
    }

    [Fact]
    public async Task Should_be_replaced_by_one_that_begins_now()
    {
        await using var host = await AllocatorHost.StartAsync();
        var resource = await host.RegisterAsync("r1", "arm");
        await host.TakeOutAsync(resource, "later", from: host.Clock.Now.AddSeconds(10));

        var after = await host.TakeOutAsync(resource, "now", from: host.Clock.Now.AddSeconds(-5));

        Assert.Equal((ResourceStatus.Unavailable, "now", null), (after.Status, after.UnavailableReason, after.UnavailableFrom));
    }

    [Fact]
    public async Task Should_be_refused_while_the_resource_is_out_already()
    {
        await using var host = await AllocatorHost.StartAsync();
        var resource = await host.RegisterAsync("r1", "arm");
        await host.TakeOutAsync(resource);

        var rejected = await host.RefusedAsync(Ask.TakeOut(resource, from: host.Clock.Now.AddSeconds(10)), 422, "invalid");

        Assert.Equal(["from"], rejected.Errors!.Keys);
    }

    [Fact]
    public async Task Should_happen_once_though_the_scheduler_slept_through_the_whole_window()
    {
        await using var host = await AllocatorHost.StartAsync();
        var resource = await host.RegisterAsync("r1", "arm");
        var from = host.Clock.Now.AddSeconds(10);
        await host.TakeOutAsync(resource, "update", from, from.AddSeconds(10));

        await host.SweepAfterAsync(60);
        await host.SweepAsync();

        Assert.Equal(ResourceStatus.Available, await host.StatusAsync(resource));
        Assert.Single(await host.EventsAsync<ResourceMarkedUnavailable>());
        Assert.Single(await host.EventsAsync<ResourceMarkedAvailable>());
    }
}
