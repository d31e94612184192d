namespace RentABot.Allocator.Tests.Locks;

public sealed class When_fencing_numbers_are_given
{
    [Fact]
    public async Task Should_grow_whatever_ends_the_lock_before()
    {
        await using var host = await AllocatorHost.StartAsync();
        var resource = await host.RegisterAsync("r1", "arm");
        var numbers = new List<long>();

        var granted = await host.LockAsync(resource);
        numbers.Add(granted.FencingToken);
        await host.UnlockAsync(granted);
        numbers.Add((await host.LockAsync(resource)).FencingToken);
        await host.DoAsync<UnlockResourceResult>(Ask.Force(resource));
        numbers.Add((await host.LockAsync(resource, ttl: 5)).FencingToken);
        host.Clock.Advance(5);
        numbers.Add((await host.LockAsync(resource)).FencingToken);
        await host.DoAsync<RemoveResourceResult>(Ask.Remove(resource, force: true));
        numbers.Add((await host.LockAsync(await host.RegisterAsync("r1", "arm"))).FencingToken);

        Assert.Equal(numbers.Distinct().Order(), numbers);
    }

    [Fact]
    public async Task Should_grow_across_a_restart_and_the_removal_of_history()
    {
        await using var host = await AllocatorHost.StartAsync();
        var resource = await host.RegisterAsync("r1", "arm");
        var before = await host.LockAsync(resource);
        await host.UnlockAsync(before);
        host.Clock.Advance(100);
        await host.DecideAsync(new RemoveHistory { OlderThan = 1 });

        await host.RestartAsync();

        Assert.True((await host.LockAsync(resource)).FencingToken > before.FencingToken);
    }

    [Fact]
    public async Task Should_never_give_a_removed_resources_id_again()
    {
        await using var host = await AllocatorHost.StartAsync();
        var first = await host.RegisterAsync("r1", "arm");
        var granted = await host.LockAsync(first);
        await host.DoAsync<RemoveResourceResult>(Ask.Remove(first, force: true));

        var second = await host.RegisterAsync("r1", "arm");

        Assert.NotEqual(first.Id, second.Id);
        await host.RefusedAsync(Ask.Unlock(granted) with { ResourceId = second.Id }, 403, "invalid_lock_token");
    }
}
