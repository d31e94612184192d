namespace RentABot.Allocator.Tests.Resources;

public sealed class When_a_resource_is_removed
{
    [Fact]
    public async Task Should_be_gone()
    {
        await using var host = await AllocatorHost.StartAsync();
        var resource = await host.RegisterAsync("r1");

        var result = await host.DoAsync<RemoveResourceResult>(Ask.Remove(resource));

        Assert.Equal((resource.Id, 2), (result.Resource.Id, result.Resource.Revision));
        await host.RefusedAsync(Ask.Remove(resource), 404, "resource_not_found");
        Assert.Equal("r1", Assert.Single(await host.EventsAsync<ResourceRemoved>()).Resource.Name);
    }

    [Fact]
    public async Task Should_be_refused_while_it_is_locked_held_or_gathered()
    {
        await using var host = await AllocatorHost.StartAsync();
        var locked = await host.RegisterAsync("r1", "a");
        await host.LockAsync(locked);
        var held = await host.RegisterAsync("r2", "b");
        await host.ReserveAsync("b");
        var gathered = await host.RegisterAsync("r3", "c");
        await host.LockAsync(await host.RegisterAsync("r4", "c"));
        await host.ReserveAsync("c", quantity: 2);

        foreach (var busy in new[] { locked, held, gathered }) await host.RefusedAsync(Ask.Remove(busy), 409, "resource_in_use");
    }

    [Fact]
    public async Task Should_end_the_running_lock_where_it_is_forced()
    {
        await using var host = await AllocatorHost.StartAsync();
        var resource = await host.RegisterAsync("r1", "arm");
        await host.LockAsync(resource, "ci");

        var result = await host.DoAsync<RemoveResourceResult>(Ask.Remove(resource, force: true), actor: "root");

        Assert.Equal(ResourceStatus.Available, result.Resource.Status);
        var told = Assert.Single(await host.EventsAsync<LockReleased>());
        Assert.Equal((LockEndReason.Forced, "its resource was removed", "root"), (told.Lock.EndReason, told.Reason, told.Actor));
    }

    [Fact]
    public async Task Should_leave_a_gatherer_waiting_where_it_is_forced()
    {
        await using var host = await AllocatorHost.StartAsync();
        var gathered = await host.RegisterAsync("r1", "arm");
        var busy = await host.LockAsync(await host.RegisterAsync("r2", "arm"));
        await host.RegisterAsync("r3", "x86");
        var two = await host.ReserveAsync("arm", quantity: 2);

        await host.DoAsync<RemoveResourceResult>(Ask.Remove(gathered, force: true));

        Assert.Empty(await host.HeldForAsync(two));
        Assert.Equal(ReservationStatus.Pending, await host.StatusAsync(two));
        await host.UnlockAsync(busy);
        Assert.Equal(ResourceStatus.Available, (await host.ResourceAsync(busy.ResourceId)).Status);
    }
}
