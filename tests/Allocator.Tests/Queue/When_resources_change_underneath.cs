namespace RentABot.Allocator.Tests.Queue;

public sealed class When_resources_change_underneath
{
    [Fact]
    public async Task Should_serve_a_waiter_with_a_resource_that_is_added()
    {
        await using var host = await AllocatorHost.StartAsync();
        await host.LockAsync(await host.RegisterAsync("r1", "arm"));
        var waiter = await host.ReserveAsync("arm");

        var added = await host.RegisterAsync("r2", "arm");

        Assert.Equal(ResourceStatus.Held, added.Status);
        Assert.Equal([added.Id], (await host.ReservationAsync(waiter)).ResourceIds);
    }

    [Fact]
    public async Task Should_serve_a_waiter_with_a_resource_that_is_imported()
    {
        await using var host = await AllocatorHost.StartAsync();
        await host.LockAsync(await host.RegisterAsync("r1", "arm"));
        var waiter = await host.ReserveAsync("arm");

        await host.DoAsync<ImportResourcesResult>(new ImportResources { Resources = [new() { Name = "r2", Tags = ["arm"] }] });

        Assert.Equal(ReservationStatus.Fulfilled, await host.StatusAsync(waiter));
    }

    [Fact]
    public async Task Should_serve_a_waiter_with_a_resource_that_is_tagged_anew()
    {
        await using var host = await AllocatorHost.StartAsync();
        await host.LockAsync(await host.RegisterAsync("r1", "arm"));
        var other = await host.RegisterAsync("r2", "x86");
        var waiter = await host.ReserveAsync("arm");

        await host.DoAsync<UpdateResourceResult>(new UpdateResource { ResourceId = other.Id, Tags = ["x86", "arm"] });

        Assert.Equal([other.Id], (await host.ReservationAsync(waiter)).ResourceIds);
    }

    [Fact]
    public async Task Should_serve_a_waiter_with_a_resource_that_may_be_locked_longer_now()
    {
        await using var host = await AllocatorHost.StartAsync();
        await host.LockAsync(await host.RegisterAsync("r1", 900, "arm"));
        var shorter = await host.RegisterAsync("r2", 60, "arm");
        var waiter = await host.ReserveAsync("arm", ttl: 600);

        await host.DoAsync<UpdateResourceResult>(new UpdateResource { ResourceId = shorter.Id, MaxLockDuration = 600 });

        Assert.Equal([shorter.Id], (await host.ReservationAsync(waiter)).ResourceIds);
    }

    [Fact]
    public async Task Should_serve_a_waiter_with_a_resource_that_is_marked_available()
    {
        await using var host = await AllocatorHost.StartAsync();
        var resource = await host.RegisterAsync("r1", "arm");
        await host.TakeOutAsync(resource);
        var waiter = await host.ReserveAsync("arm");
        Assert.Equal(ReservationStatus.Pending, waiter.Status);

        var back = await host.BringBackAsync(resource);

        Assert.Equal(ResourceStatus.Held, back.Status);
        Assert.Equal(ReservationStatus.Fulfilled, await host.StatusAsync(waiter));
    }

    [Fact]
    public async Task Should_serve_a_waiter_with_a_resource_whose_maintenance_ends_by_itself()
    {
        await using var host = await AllocatorHost.StartAsync();
        var resource = await host.RegisterAsync("r1", "arm");
        await host.TakeOutAsync(resource, until: host.Clock.Now.AddSeconds(30));
        var waiter = await host.ReserveAsync("arm");

        await host.SweepAfterAsync(30);

        Assert.Equal(ReservationStatus.Fulfilled, await host.StatusAsync(waiter));
    }

    [Fact]
    public async Task Should_let_a_gatherer_lose_what_does_not_suit_it_any_more()
    {
        await using var host = await AllocatorHost.StartAsync();
        var free = await host.RegisterAsync("r1", "arm");
        await host.LockAsync(await host.RegisterAsync("r2", "arm"));
        await host.LockAsync(await host.RegisterAsync("r3", "arm"));
        var two = await host.ReserveAsync("arm", quantity: 2);
        Assert.Equal([free.Id], await host.HeldForAsync(two));

        await host.DoAsync<UpdateResourceResult>(new UpdateResource { ResourceId = free.Id, Tags = ["x86"] });

        Assert.Empty(await host.HeldForAsync(two));
        Assert.Equal(ResourceStatus.Available, await host.StatusAsync(free));
    }
}
