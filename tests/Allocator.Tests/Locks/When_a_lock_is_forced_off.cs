namespace RentABot.Allocator.Tests.Locks;

public sealed class When_a_lock_is_forced_off
{
    [Fact]
    public async Task Should_tell_the_holder_that_its_lock_is_lost()
    {
        await using var host = await AllocatorHost.StartAsync();
        var resource = await host.RegisterAsync("r1", "arm");
        var granted = await host.LockAsync(resource);

        await host.DoAsync<UnlockResourceResult>(Ask.Force(resource));

        await host.RefusedAsync(Ask.Unlock(granted), 410, "lock_lost");
        await host.RefusedAsync(Ask.ExtendBy(granted, 5), 410, "lock_lost");
    }

    [Fact]
    public async Task Should_serve_the_queue_in_the_same_transaction()
    {
        await using var host = await AllocatorHost.StartAsync();
        var resource = await host.RegisterAsync("r1", "arm");
        await host.LockAsync(resource);
        var waiter = await host.ReserveAsync("arm");

        await host.DoAsync<UnlockResourceResult>(Ask.Force(resource));

        Assert.Equal(ReservationStatus.Fulfilled, await host.StatusAsync(waiter));
    }

    [Fact]
    public async Task Should_keep_who_did_it_and_why()
    {
        await using var host = await AllocatorHost.StartAsync();
        var resource = await host.RegisterAsync("r1", "arm");
        await host.LockAsync(resource, "gone");

        await host.DoAsync<UnlockResourceResult>(Ask.Force(resource, "job died"), actor: "root");

        var told = Assert.Single(await host.EventsAsync<LockReleased>());
        Assert.Equal(
            ("root", "gone", "job died", LockEndReason.Forced), (told.Actor, told.ClientId, told.Reason, told.Lock.EndReason));
        var row = (await host.EventsAsync())[^1];
        Assert.Equal(("root", "127.0.0.1", "tests", "r1"), (row.Actor, row.Address, row.UserAgent, row.ResourceName));
    }

    [Fact]
    public async Task Should_be_refused_where_nothing_is_locked()
    {
        await using var host = await AllocatorHost.StartAsync();
        var resource = await host.RegisterAsync("r1", "arm");

        await host.RefusedAsync(Ask.Force(resource), 409, "not_locked");
        await host.RefusedAsync(new UnlockResource { ResourceId = 99, Force = true }, 404, "resource_not_found");
    }
}
