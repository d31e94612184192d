namespace RentABot.Allocator.Tests.Locks;

public sealed class When_a_resource_is_locked
{
    [Fact]
    public async Task Should_answer_all_that_the_holder_needs()
    {
        await using var host = await AllocatorHost.StartAsync();
        var resource = await host.RegisterAsync("r1", "arm");

        var result = await host.DoAsync<LockResourcesResult>(
            new LockResources { ResourceId = resource.Id, Ttl = 60, ClientId = "ci-7", Details = "job 12" });

        var granted = Assert.Single(result.Locks);
        Assert.Equal(resource.Id, granted.ResourceId);
        Assert.Equal(host.Clock.Now, granted.AcquiredAt);
        Assert.Equal(host.Clock.Now.AddSeconds(60), granted.ExpiresAt);
        Assert.Equal(ResourceStatus.Locked, granted.Resource.Status);
        Assert.Equal("ci-7", granted.Resource.LockClientId);
        Assert.Equal("job 12", granted.Resource.LockDetails);
        Assert.Equal(granted.FencingToken, granted.Resource.FencingToken);
        Assert.NotEmpty(granted.LockToken);
    }

    [Theory]
    [InlineData(86_400, 3600)]
    [InlineData(120, 120)]
    public async Task Should_live_an_hour_by_default_or_the_resources_maximum_if_that_is_less(int maximum, int expected)
    {
        await using var host = await AllocatorHost.StartAsync();
        var resource = await host.RegisterAsync("r1", maximum, "arm");

        var granted = await host.LockAsync(resource);

        Assert.Equal(host.Clock.Now.AddSeconds(expected), granted.ExpiresAt);
    }

    [Fact]
    public async Task Should_take_the_configured_default_ttl()
    {
        await using var host = await AllocatorHost.StartAsync(settings: new() { ["Locks:DefaultTtl"] = "90" });

        var granted = await host.LockAsync(await host.RegisterAsync("r1", "arm"));

        Assert.Equal(host.Clock.Now.AddSeconds(90), granted.ExpiresAt);
    }

    [Fact]
    public async Task Should_allow_a_ttl_of_exactly_the_maximum()
    {
        await using var host = await AllocatorHost.StartAsync();
        var resource = await host.RegisterAsync("r1", 100, "arm");

        var granted = await host.LockAsync(resource, ttl: 100);

        Assert.Equal(host.Clock.Now.AddSeconds(100), granted.ExpiresAt);
    }

    [Fact]
    public async Task Should_name_the_caller_as_the_client_where_none_is_given()
    {
        await using var host = await AllocatorHost.StartAsync();
        var resource = await host.RegisterAsync("r1", "arm");

        var result = await host.DoAsync<LockResourcesResult>(new LockResources { ResourceId = resource.Id }, actor: "nightly");

        Assert.Equal("nightly", Assert.Single(result.Locks).Resource.LockClientId);
    }

    [Fact]
    public async Task Should_be_found_by_its_name()
    {
        await using var host = await AllocatorHost.StartAsync();
        await host.RegisterAsync("r1", "arm");
        var wanted = await host.RegisterAsync("r2", "arm");

        var result = await host.DoAsync<LockResourcesResult>(new LockResources { Name = "r2" });

        Assert.Equal(wanted.Id, Assert.Single(result.Locks).ResourceId);
    }

    [Fact]
    public async Task Should_prefer_the_fewest_tags_beyond_those_asked_for()
    {
        await using var host = await AllocatorHost.StartAsync();
        await host.RegisterAsync("r1", "arm", "usb", "hdmi");
        var plain = await host.RegisterAsync("r2", "arm", "usb");

        var result = await host.DoAsync<LockResourcesResult>(Ask.Lock("arm"));

        Assert.Equal(plain.Id, Assert.Single(result.Locks).ResourceId);
    }

    [Fact]
    public async Task Should_prefer_the_least_recently_used_among_equals()
    {
        await using var host = await AllocatorHost.StartAsync();
        var older = await host.RegisterAsync("r1", "arm");
        var newer = await host.RegisterAsync("r2", "arm");
        await host.UnlockAsync(await host.LockAsync(newer));
        host.Clock.Advance(10);
        await host.UnlockAsync(await host.LockAsync(older));

        var result = await host.DoAsync<LockResourcesResult>(Ask.Lock("arm"));

        Assert.Equal(newer.Id, Assert.Single(result.Locks).ResourceId);
    }

    [Fact]
    public async Task Should_prefer_one_that_was_never_used()
    {
        await using var host = await AllocatorHost.StartAsync();
        await host.UnlockAsync(await host.LockAsync(await host.RegisterAsync("r1", "arm")));
        var fresh = await host.RegisterAsync("r2", "arm");

        var result = await host.DoAsync<LockResourcesResult>(Ask.Lock("arm"));

        Assert.Equal(fresh.Id, Assert.Single(result.Locks).ResourceId);
    }

    [Fact]
    public async Task Should_prefer_the_lowest_id_at_last()
    {
        await using var host = await AllocatorHost.StartAsync();
        var first = await host.RegisterAsync("z", "arm");
        await host.RegisterAsync("a", "arm");

        var result = await host.DoAsync<LockResourcesResult>(Ask.Lock("arm"));

        Assert.Equal(first.Id, Assert.Single(result.Locks).ResourceId);
    }

    [Fact]
    public async Task Should_ask_for_all_the_tags()
    {
        await using var host = await AllocatorHost.StartAsync();
        await host.RegisterAsync("r1", "arm");
        await host.RegisterAsync("r2", "usb");
        var both = await host.RegisterAsync("r3", "arm", "usb", "x", "y");

        var result = await host.DoAsync<LockResourcesResult>(new LockResources { Tags = ["arm", "usb"] });

        Assert.Equal(both.Id, Assert.Single(result.Locks).ResourceId);
    }

    [Fact]
    public async Task Should_satisfy_the_expression()
    {
        await using var host = await AllocatorHost.StartAsync();
        await host.RegisterAsync("r1", "arm", "broken");
        await host.RegisterAsync("r2", "mips");
        var sound = await host.RegisterAsync("r3", "x86", "a", "b");

        var result = await host.DoAsync<LockResourcesResult>(new LockResources { Expression = "(arm or x86) and not broken" });

        Assert.Equal(sound.Id, Assert.Single(result.Locks).ResourceId);
    }

    [Fact]
    public async Task Should_prefer_the_fewest_tags_that_the_expression_does_not_ask_for()
    {
        await using var host = await AllocatorHost.StartAsync();
        await host.RegisterAsync("r1", "arm", "lab", "heavy");
        var closest = await host.RegisterAsync("r2", "arm", "lab", "usb", "hdmi");

        var result = await host.DoAsync<LockResourcesResult>(new LockResources { Expression = "arm && (usb && hdmi || lab) && !x86" });

        Assert.Equal(closest.Id, Assert.Single(result.Locks).ResourceId);
    }

    [Fact]
    public async Task Should_tell_tags_by_case_and_as_a_whole()
    {
        await using var host = await AllocatorHost.StartAsync();
        await host.RegisterAsync("r1", "ARM", "arm64");

        await host.RefusedAsync(Ask.Lock("arm"), 404, "resource_not_found");
    }

    [Fact]
    public async Task Should_skip_those_whose_maximum_is_below_the_ttl()
    {
        await using var host = await AllocatorHost.StartAsync();
        await host.RegisterAsync("r1", 60, "arm");
        var patient = await host.RegisterAsync("r2", 600, "arm", "usb");

        var result = await host.DoAsync<LockResourcesResult>(Ask.Lock("arm", ttl: 61));

        Assert.Equal(patient.Id, Assert.Single(result.Locks).ResourceId);
    }

    [Fact]
    public async Task Should_append_one_event_with_the_new_state()
    {
        await using var host = await AllocatorHost.StartAsync();
        var resource = await host.RegisterAsync("r1", "arm");
        var granted = await host.LockAsync(resource, "ci");

        var told = Assert.Single(await host.EventsAsync<LockAcquired>());

        Assert.Equal((granted.LockId, "ci", "tester"), (told.Lock.LockId, told.ClientId, told.Actor));
        Assert.Equal(ResourceStatus.Locked, told.Resource.Status);
        Assert.Equal(granted.FencingToken, told.Lock.FencingToken);
    }
}
