namespace RentABot.Allocator.Tests.Resources;

public sealed class When_a_resource_is_updated
{
    [Fact]
    public async Task Should_change_what_is_said_and_keep_the_rest()
    {
        await using var host = await AllocatorHost.StartAsync();
        var resource = await host.RegisterAsync("r1", 60, "arm");
        host.Clock.Advance(5);

        var result = await host.DoAsync<UpdateResourceResult>(
            new UpdateResource { ResourceId = resource.Id, Description = "new", Endpoint = "e" });

        var after = result.Resource;
        Assert.Equal(("r1", "new", "e", 60), (after.Name, after.Description, after.Endpoint, after.MaxLockDuration));
        Assert.Equal(["arm"], after.Tags);
        Assert.Equal((2, host.Clock.Now, resource.CreatedAt), (after.Revision, after.UpdatedAt, after.CreatedAt));
    }

    [Fact]
    public async Task Should_take_the_default_maximum_again_on_request()
    {
        await using var host = await AllocatorHost.StartAsync();
        var resource = await host.RegisterAsync("r1", 60, "arm");

        var result = await host.DoAsync<UpdateResourceResult>(
            new UpdateResource { ResourceId = resource.Id, ResetMaxLockDuration = true });

        Assert.Equal(86_400, result.Resource.MaxLockDuration);
    }

    [Fact]
    public async Task Should_tell_nobody_where_nothing_changes()
    {
        await using var host = await AllocatorHost.StartAsync();
        var resource = await host.RegisterAsync("r1", "arm");

        var result = await host.DoAsync<UpdateResourceResult>(
            new UpdateResource { ResourceId = resource.Id, Name = "r1", Tags = ["arm", "arm"], Description = "" });

        Assert.Equal(1, result.Resource.Revision);
        Assert.Empty(await host.EventsAsync<ResourceUpdated>());
    }

    [Fact]
    public async Task Should_be_refused_at_another_revision()
    {
        await using var host = await AllocatorHost.StartAsync();
        var resource = await host.RegisterAsync("r1", "arm");
        await host.LockAsync(resource);

        await host.RefusedAsync(
            new UpdateResource { ResourceId = resource.Id, Description = "x", ExpectedRevision = 1 }, 412, "stale_revision");

        var result = await host.DoAsync<UpdateResourceResult>(
            new UpdateResource { ResourceId = resource.Id, Description = "x", ExpectedRevision = 2 });
        Assert.Equal((3, ResourceStatus.Locked), (result.Resource.Revision, result.Resource.Status));
    }

    [Fact]
    public async Task Should_be_refused_another_ones_name()
    {
        await using var host = await AllocatorHost.StartAsync();
        await host.RegisterAsync("r1");
        var other = await host.RegisterAsync("r2");

        await host.RefusedAsync(new UpdateResource { ResourceId = other.Id, Name = "r1" }, 409, "name_taken");
        await host.RefusedAsync(new UpdateResource { ResourceId = 99, Name = "r9" }, 404, "resource_not_found");
    }

    [Fact]
    public async Task Should_be_found_by_its_new_name_only()
    {
        await using var host = await AllocatorHost.StartAsync();
        var resource = await host.RegisterAsync("r1");
        await host.DoAsync<UpdateResourceResult>(new UpdateResource { ResourceId = resource.Id, Name = "r2" });

        await host.RefusedAsync(new LockResources { Name = "r1" }, 404, "resource_not_found");
        await host.DoAsync<LockResourcesResult>(new LockResources { Name = "r2" });
    }
}
