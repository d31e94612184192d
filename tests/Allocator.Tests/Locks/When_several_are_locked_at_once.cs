namespace RentABot.Allocator.Tests.Locks;

public sealed class When_several_are_locked_at_once
{
    [Fact]
    public async Task Should_give_each_lock_a_token_and_a_fencing_number_of_its_own()
    {
        await using var host = await AllocatorHost.StartAsync();
        for (var i = 0; i < 3; i++) await host.RegisterAsync($"r{i}", "arm");

        var locks = (await host.DoAsync<LockResourcesResult>(Ask.Lock("arm", quantity: 3))).Locks;

        Assert.Equal(3, locks.Select(l => l.ResourceId).Distinct().Count());
        Assert.Equal(3, locks.Select(l => l.LockToken).Distinct().Count());
        Assert.Equal(3, locks.Select(l => l.FencingToken).Distinct().Count());
    }

    [Fact]
    public async Task Should_let_each_token_free_its_own_resource_only_though_the_client_is_the_same()
    {
        await using var host = await AllocatorHost.StartAsync();
        var first = await host.LockAsync(await host.RegisterAsync("r1", "arm"), "ci");
        var second = await host.LockAsync(await host.RegisterAsync("r2", "arm"), "ci");

        await host.RefusedAsync(
            new UnlockResource { ResourceId = second.ResourceId, LockToken = first.LockToken }, 403, "invalid_lock_token");
        await host.UnlockAsync(first);

        Assert.Equal(ResourceStatus.Available, (await host.ResourceAsync(first.ResourceId)).Status);
        Assert.Equal(ResourceStatus.Locked, (await host.ResourceAsync(second.ResourceId)).Status);
    }

    [Fact]
    public async Task Should_let_exactly_one_of_fifty_clients_win()
    {
        await using var host = await AllocatorHost.StartAsync();
        var resource = await host.RegisterAsync("r1", "arm");
        var lastFencing = 0L;
        for (var round = 0; round < 20; round++)
        {
            var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => host.DecideAsync(Ask.Lock(resource, client: $"c{i}"))));

            var winner = Assert.Single(outcomes.Select(o => o.Reply).OfType<LockResourcesResult>()).Locks.Single();
            Assert.All(outcomes.Select(o => o.Reply).OfType<CommandRejected>(), r => Assert.Equal("already_locked", r.Code));
            Assert.True(winner.FencingToken > lastFencing);
            lastFencing = winner.FencingToken;
            await host.UnlockAsync(winner);
        }
    }
}
