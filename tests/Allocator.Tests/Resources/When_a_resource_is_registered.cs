namespace RentABot.Allocator.Tests.Resources;

public sealed class When_a_resource_is_registered
{
    [Fact]
    public async Task Should_answer_all_of_it()
    {
        await using var host = await AllocatorHost.StartAsync();

        var result = await host.DoAsync<RegisterResourceResult>(new RegisterResource
        {
            Name = "r1", Description = "a board", Endpoint = "ssh://r1", Tags = ["b", "a", "b"], MaxLockDuration = 60,
        });

        var resource = result.Resource;
        Assert.Equal(("r1", "a board", "ssh://r1", 60), (resource.Name, resource.Description, resource.Endpoint, resource.MaxLockDuration));
        Assert.Equal(["b", "a"], resource.Tags);
        Assert.Equal((ResourceStatus.Available, false, false), (resource.Status, resource.Locked, resource.Unavailable));
        Assert.Equal((host.Clock.Now, host.Clock.Now, 1), (resource.CreatedAt, resource.UpdatedAt, resource.Revision));
    }

    [Fact]
    public async Task Should_take_the_defaults_for_what_is_not_said()
    {
        await using var host = await AllocatorHost.StartAsync(settings: new() { ["Locks:DefaultMaxLockDuration"] = "777" });

        var resource = await host.RegisterAsync("r1");

        Assert.Equal(("", "", 777), (resource.Description, resource.Endpoint, resource.MaxLockDuration));
        Assert.Empty(resource.Tags);
    }

    [Fact]
    public async Task Should_be_refused_where_the_name_is_taken()
    {
        await using var host = await AllocatorHost.StartAsync();
        await host.RegisterAsync("r1");

        await host.RefusedAsync(new RegisterResource { Name = "r1" }, 409, "name_taken");

        Assert.Equal("R1", (await host.RegisterAsync("R1")).Name);
    }

    [Fact]
    public async Task Should_take_turns_where_two_want_the_same_name_in_one_transaction()
    {
        await using var host = await AllocatorHost.StartAsync();

        var outcomes = await host.DecideTogetherAsync(new RegisterResource { Name = "r1" }, new RegisterResource { Name = "r1" });

        Assert.IsType<RegisterResourceResult>(outcomes[0].Reply);
        Assert.Equal("name_taken", Assert.IsType<CommandRejected>(outcomes[1].Reply).Code);
    }
}
