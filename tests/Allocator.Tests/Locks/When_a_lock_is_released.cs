namespace RentABot.Allocator.Tests.Locks;

public sealed class When_a_lock_is_released
{
    [Fact]
    public async Task Should_answer_with_the_free_resource()
    {
        await using var host = await AllocatorHost.StartAsync();
        var granted = await host.LockAsync(await host.RegisterAsync("r1", "arm"));

        var result = await host.UnlockAsync(granted);

        Assert.Equal(ResourceStatus.Available, result.Resource.Status);
        Assert.Null(result.Resource.FencingToken);
    }

    [Fact]
    public async Task Should_answer_with_the_resource_as_the_queue_left_it()
    {
        await using var host = await AllocatorHost.StartAsync();
        var granted = await host.LockAsync(await host.RegisterAsync("r1", "arm"));
        var waiter = await host.ReserveAsync("arm");

        var result = await host.UnlockAsync(granted);

        Assert.Equal((ResourceStatus.Held, waiter.ReservationId), (result.Resource.Status, result.Resource.ReservationId));
    }

    [Fact]
    public async Task Should_accept_the_repeat()
    {
        await using var host = await AllocatorHost.StartAsync();
        var granted = await host.LockAsync(await host.RegisterAsync("r1", "arm"));

        await host.UnlockAsync(granted);
        var again = await host.UnlockAsync(granted);

        Assert.Equal(ResourceStatus.Available, again.Resource.Status);
        Assert.Single(await host.EventsAsync<LockReleased>());
    }

    [Fact]
    public async Task Should_leave_the_next_holder_alone_on_the_repeat()
    {
        await using var host = await AllocatorHost.StartAsync();
        var resource = await host.RegisterAsync("r1", "arm");
        var granted = await host.LockAsync(resource);
        await host.UnlockAsync(granted);
        var next = await host.LockAsync(resource, "next");

        var again = await host.UnlockAsync(granted);

        Assert.Equal((ResourceStatus.Locked, next.FencingToken), (again.Resource.Status, again.Resource.FencingToken));
    }

    [Fact]
    public async Task Should_refuse_to_extend_it()
    {
        await using var host = await AllocatorHost.StartAsync();
        var granted = await host.LockAsync(await host.RegisterAsync("r1", "arm"));
        await host.UnlockAsync(granted);

        await host.RefusedAsync(Ask.ExtendBy(granted, 60), 409, "not_locked");
    }

    [Fact]
    public async Task Should_say_who_released_it_and_why()
    {
        await using var host = await AllocatorHost.StartAsync();
        var granted = await host.LockAsync(await host.RegisterAsync("r1", "arm"));

        await host.DoAsync<UnlockResourceResult>(Ask.Unlock(granted) with { Reason = "tests passed" }, actor: "bob");

        var told = Assert.Single(await host.EventsAsync<LockReleased>());
        Assert.Equal(("bob", "tests passed", LockEndReason.Released), (told.Actor, told.Reason, told.Lock.EndReason));
        Assert.Equal(host.Clock.Now, told.Lock.EndedAt);
    }
}
