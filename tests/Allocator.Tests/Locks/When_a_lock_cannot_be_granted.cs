namespace RentABot.Allocator.Tests.Locks;

public sealed class When_a_lock_cannot_be_granted
{
    [Fact]
    public async Task Should_say_that_no_such_resource_exists()
    {
        await using var host = await AllocatorHost.StartAsync();
        await host.RegisterAsync("r1", "arm");

        await host.RefusedAsync(new LockResources { ResourceId = 99 }, 404, "resource_not_found");
        await host.RefusedAsync(new LockResources { Name = "r9" }, 404, "resource_not_found");
        await host.RefusedAsync(Ask.Lock("mips"), 404, "resource_not_found");
    }

    [Fact]
    public async Task Should_name_the_expression_that_was_asked_for()
    {
        await using var host = await AllocatorHost.StartAsync();
        await host.LockAsync(await host.RegisterAsync("r1", "arm"));
        var nothing = await host.RefusedAsync(new LockResources { Expression = "arm and usb" }, 404, "resource_not_found");
        var tooMany = await host.RefusedAsync(new LockResources { Expression = "arm||usb", Quantity = 2 }, 422, "never_satisfiable");
        var busy = await host.RefusedAsync(new LockResources { Expression = "arm and not usb" }, 409, "no_resource_available");

        Assert.Equal("Nothing matches expression arm && usb.", nothing.Detail);
        Assert.Equal("2 of expression arm || usb can never be locked: only 1 exist.", tooMany.Detail);
        Assert.Equal("1 of expression arm && !usb asked for, 0 of 1 free.", busy.Detail);
    }

    [Fact]
    public async Task Should_say_that_it_is_locked_and_by_whom()
    {
        await using var host = await AllocatorHost.StartAsync();
        var resource = await host.RegisterAsync("r1", "arm");
        await host.LockAsync(resource, "alice");

        var rejected = await host.RefusedAsync(Ask.Lock(resource), 409, "already_locked");
        await host.RefusedAsync(new LockResources { Name = "r1" }, 409, "already_locked");

        Assert.Contains("alice", rejected.Detail, StringComparison.Ordinal);
        Assert.Equal(resource.Id, rejected.Figures!["resource_id"]);
    }

    [Fact]
    public async Task Should_say_that_it_is_out_of_service_and_why()
    {
        await using var host = await AllocatorHost.StartAsync();
        var resource = await host.RegisterAsync("r1", "arm");
        await host.TakeOutAsync(resource, "new firmware");

        var rejected = await host.RefusedAsync(Ask.Lock(resource), 409, "resource_unavailable");

        Assert.Contains("new firmware", rejected.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_say_that_it_is_locked_where_it_is_out_of_service_too()
    {
        await using var host = await AllocatorHost.StartAsync();
        var resource = await host.RegisterAsync("r1", "arm");
        await host.LockAsync(resource);
        await host.TakeOutAsync(resource);

        await host.RefusedAsync(Ask.Lock(resource), 409, "already_locked");
    }

    [Fact]
    public async Task Should_say_that_it_is_held_for_a_fulfilled_reservation()
    {
        await using var host = await AllocatorHost.StartAsync();
        var resource = await host.RegisterAsync("r1", "arm");
        await host.ReserveAsync("arm");

        await host.RefusedAsync(Ask.Lock(resource), 409, "held_for_reservation");
    }

    [Fact]
    public async Task Should_say_that_it_is_held_for_a_gatherer()
    {
        await using var host = await AllocatorHost.StartAsync();
        var free = await host.RegisterAsync("r1", "arm");
        await host.LockAsync(await host.RegisterAsync("r2", "arm"));
        await host.ReserveAsync("arm", quantity: 2);

        await host.RefusedAsync(Ask.Lock(free), 409, "held_for_reservation");
        await host.RefusedAsync(Ask.Lock("arm"), 409, "no_resource_available");
    }

    [Fact]
    public async Task Should_count_what_matches_by_its_state()
    {
        await using var host = await AllocatorHost.StartAsync();
        for (var i = 0; i < 5; i++) await host.RegisterAsync($"r{i}", "arm");
        await host.TakeOutAsync(await host.RegisterAsync("r5", "arm"));
        await host.RegisterAsync("other", "x86");
        await host.DoAsync<LockResourcesResult>(Ask.Lock("arm", quantity: 2));
        await host.ReserveAsync("arm");

        var rejected = await host.RefusedAsync(Ask.Lock("arm", quantity: 3), 409, "no_resource_available");

        Assert.Equal(
            new Dictionary<string, long>
            {
                ["requested"] = 3, ["matching"] = 6, ["free"] = 2, ["held"] = 1, ["locked"] = 2, ["unavailable"] = 1,
            },
            rejected.Figures);
    }

    [Fact]
    public async Task Should_say_at_once_that_more_are_asked_for_than_exist()
    {
        await using var host = await AllocatorHost.StartAsync();
        await host.LockAsync(await host.RegisterAsync("r1", "arm"));
        await host.TakeOutAsync(await host.RegisterAsync("r2", "arm"));

        var rejected = await host.RefusedAsync(Ask.Lock("arm", quantity: 3), 422, "never_satisfiable");
        await host.RefusedAsync(Ask.Lock("arm", quantity: 2), 409, "no_resource_available");

        Assert.Equal((3, 2), (rejected.Figures!["requested"], rejected.Figures["matching"]));
    }

    [Fact]
    public async Task Should_say_that_the_ttl_is_above_the_maximum()
    {
        await using var host = await AllocatorHost.StartAsync();
        var resource = await host.RegisterAsync("r1", 60, "arm");

        var rejected = await host.RefusedAsync(Ask.Lock(resource, ttl: 61), 422, "ttl_exceeds_maximum");
        await host.RefusedAsync(Ask.Lock("arm", ttl: 61), 422, "ttl_exceeds_maximum");

        Assert.Equal((61, 60), (rejected.Figures!["ttl"], rejected.Figures["max_lock_duration"]));
    }

    [Fact]
    public async Task Should_touch_none_of_several_where_one_is_busy()
    {
        await using var host = await AllocatorHost.StartAsync();
        var free = await host.RegisterAsync("r1", "arm");
        await host.LockAsync(await host.RegisterAsync("r2", "arm"));
        var before = (await host.EventsAsync()).Count;

        await host.RefusedAsync(Ask.Lock("arm", quantity: 2), 409, "no_resource_available");

        Assert.Equal(ResourceStatus.Available, await host.StatusAsync(free));
        Assert.Equal(before, (await host.EventsAsync()).Count);
    }
}
