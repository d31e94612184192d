namespace RentABot.Allocator.Tests.Resources;

public sealed class When_resources_are_imported
{
    [Fact]
    public async Task Should_create_update_and_leave_alone_by_name()
    {
        await using var host = await AllocatorHost.StartAsync();
        var same = await host.RegisterAsync("same", "arm");
        await host.RegisterAsync("changed", "arm");
        var absent = await host.RegisterAsync("absent", "arm");

        var result = await ImportAsync(host, prune: false, ("same", "arm"), ("changed", "x86"), ("new", "arm"));

        Assert.Equal((1, 1, 1, 0), (result.Created, result.Updated, result.Unchanged, result.Pruned));
        Assert.Equal(["new"], result.CreatedNames);
        Assert.Equal(["changed"], result.UpdatedNames);
        Assert.Empty(result.PrunedNames);
        Assert.Empty(result.Skipped);
        Assert.Equal(1, (await host.ResourceAsync(same.Id)).Revision);
        Assert.Equal("absent", (await host.ResourceAsync(absent.Id)).Name);
    }

    [Fact]
    public async Task Should_remove_what_is_absent_and_not_in_use_where_it_prunes()
    {
        await using var host = await AllocatorHost.StartAsync();
        await host.RegisterAsync("free", "arm");
        var locked = await host.RegisterAsync("z-locked", "x86");
        await host.LockAsync(locked);
        var held = await host.RegisterAsync("a-held", "mips");
        await host.ReserveAsync("mips");

        var result = await ImportAsync(host, prune: true, ("new", "arm"));

        Assert.Equal((1, 1), (result.Created, result.Pruned));
        Assert.Equal(["free"], result.PrunedNames);
        Assert.Equal(["a-held", "z-locked"], result.Skipped);
        Assert.Equal(ResourceStatus.Locked, await host.StatusAsync(locked));
        Assert.Equal(ResourceStatus.Held, await host.StatusAsync(held));
    }

    [Fact]
    public async Task Should_be_free_to_prune_it_once_it_is_free()
    {
        await using var host = await AllocatorHost.StartAsync();
        var granted = await host.LockAsync(await host.RegisterAsync("r1", "arm"));
        Assert.Equal(["r1"], (await ImportAsync(host, prune: true, ("new", "arm"))).Skipped);

        await host.UnlockAsync(granted);

        Assert.Equal(1, (await ImportAsync(host, prune: true, ("new", "arm"))).Pruned);
    }

    [Fact]
    public async Task Should_be_the_same_again_the_second_time()
    {
        await using var host = await AllocatorHost.StartAsync();
        await ImportAsync(host, prune: true, ("r1", "arm"), ("r2", "arm"));
        var before = (await host.EventsAsync()).Count;

        var again = await ImportAsync(host, prune: true, ("r1", "arm"), ("r2", "arm"));

        Assert.Equal(2, again.Unchanged);
        Assert.Equal(before, (await host.EventsAsync()).Count);
    }

    [Fact]
    public async Task Should_never_be_a_mixture_of_two()
    {
        await using var host = await AllocatorHost.StartAsync();
        var one = Import(true, [.. Enumerable.Range(0, 20).Select(i => ($"r{i}", "one"))]);
        var two = Import(true, [.. Enumerable.Range(10, 20).Select(i => ($"r{i}", "two"))]);

        for (var round = 0; round < 5; round++)
        {
            await Task.WhenAll(host.DecideAsync(one), host.DecideAsync(two));
            var tags = await host.ReadAsync(db => Task.FromResult(db.Resources.AsEnumerable().SelectMany(r => r.Tags).ToList()));
            Assert.Equal(20, tags.Count);
            Assert.Single(tags.Distinct());
        }
    }

    [Fact]
    public async Task Should_take_thousands_in_a_few_seconds()
    {
        await using var host = await AllocatorHost.StartAsync();
        var many = Import(false, [.. Enumerable.Range(0, 3000).Select(i => ($"r{i}", "arm"))]);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));

        var result = await host.DoAsync<ImportResourcesResult>(many).WaitAsync(patience.Token);

        Assert.Equal(3000, result.Created);
        Assert.Equal(ImportResourcesResult.MostNames, result.CreatedNames.Count);
    }

    private static Task<ImportResourcesResult> ImportAsync(AllocatorHost host, bool prune, params (string Name, string Tag)[] entries) =>
        host.DoAsync<ImportResourcesResult>(Import(prune, entries));

    private static ImportResources Import(bool prune, (string Name, string Tag)[] entries) => new()
    {
        Prune = prune,
        Resources = [.. entries.Select(e => new ResourceDescription { Name = e.Name, Tags = [e.Tag] })],
    };
}
