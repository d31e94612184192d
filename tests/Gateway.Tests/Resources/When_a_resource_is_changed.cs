using System.Net;
using RentABot.Contracts;
using RentABot.Gateway.Tests.Support;

namespace RentABot.Gateway.Tests.Resources;

public sealed class When_a_resource_is_changed(SharedGateway gateway) : SharedGatewayTest<SharedGateway>(gateway)
{
    [Fact]
    public async Task Should_register_it_as_described()
    {
        Allocator.On<RegisterResource>(_ => new RegisterResourceResult { Resource = Samples.Resource(5) });
        using var response = await Client.PostAsync("resources", """
            {"name": "board-1", "description": "d", "endpoint": "e", "tags": ["arm", "mx8"], "max_lock_duration": 600}
            """);
        var resource = await response.JsonAsync(HttpStatusCode.Created);
        Assert.Equal("/api/v1/resources/5", response.Headers.Location?.ToString());
        Assert.Equal(5, resource.Number("id"));
        var command = Allocator.Only<RegisterResource>();
        Assert.Equal(("board-1", "d", "e", 600), (command.Name, command.Description, command.Endpoint, command.MaxLockDuration));
        Assert.Equal(["arm", "mx8"], command.Tags!);
    }

    [Theory]
    [InlineData("""{}""", "name")]
    [InlineData("""{"name": null}""", "name")]
    [InlineData("""{"name": "a b"}""", "name")]
    [InlineData("""{"name": "a", "max_lock_duration": 0}""", "max_lock_duration")]
    [InlineData("""{"name": "a", "tags": "x!,y"}""", "tags")]
    public async Task Should_check_it_before_it_asks(string body, string field)
    {
        Assert.NotEmpty((await Client.PostAsync("resources", body).ProblemAsync(422, "invalid")).ErrorAt(field));
        Assert.Empty(Allocator.All<RegisterResource>());
    }

    [Fact]
    public async Task Should_take_tags_as_one_string_and_warn_about_the_old_form()
    {
        Allocator.On<RegisterResource>(_ => new RegisterResourceResult { Resource = Samples.Resource() });
        await Client.PostAsync("resources", """{"name": "a", "tags": " arm, mx8 ,"}""").JsonAsync(HttpStatusCode.Created);
        Assert.Equal(["arm", "mx8"], Allocator.Only<RegisterResource>().Tags!);
        Assert.DoesNotContain(Host.Logs, line => line.Contains("separate them by commas", StringComparison.Ordinal));
        await Client.PostAsync("resources", """{"name": "a", "tags": "arm mx8"}""").JsonAsync(HttpStatusCode.Created);
        Assert.Equal(["arm", "mx8"], Allocator.All<RegisterResource>()[1].Tags!);
        Assert.Contains(Host.Logs, line => line.Contains("separate them by commas", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Should_patch_only_what_is_named()
    {
        Allocator.On<UpdateResource>(_ => new UpdateResourceResult { Resource = Samples.Resource(3) });
        using var response = await Client.PatchAsync("resources/3", """{"description": "new"}""");
        await response.JsonAsync();
        Assert.Equal("\"7\"", response.Header("ETag"));
        Assert.Equal(new UpdateResource { ResourceId = 3, Description = "new" }, Allocator.Only<UpdateResource>());
    }

    [Fact]
    public async Task Should_take_an_explicit_null_for_the_default()
    {
        Allocator.On<UpdateResource>(_ => new UpdateResourceResult { Resource = Samples.Resource(3) });
        await Client.PatchAsync("resources/3", """{"description": null, "endpoint": null, "tags": null, "max_lock_duration": null}""").JsonAsync();
        var command = Allocator.Only<UpdateResource>();
        Assert.Equal(("", ""), (command.Description, command.Endpoint));
        Assert.Empty(command.Tags!);
        Assert.Null(command.MaxLockDuration);
        Assert.True(command.ResetMaxLockDuration);
        Assert.Null(command.Name);
    }

    [Fact]
    public async Task Should_not_take_a_name_away() =>
        Assert.NotEmpty((await Client.PatchAsync("resources/3", """{"name": null}""").ProblemAsync(422, "invalid")).ErrorAt("name"));

    [Fact]
    public async Task Should_take_plain_JSON_as_a_patch_too()
    {
        Allocator.On<UpdateResource>(_ => new UpdateResourceResult { Resource = Samples.Resource(3) });
        await Client.SendAsync(HttpMethod.Patch, "resources/3", """{"max_lock_duration": 60}""", "application/json").JsonAsync();
        Assert.Equal(60, Allocator.Only<UpdateResource>().MaxLockDuration);
        Assert.False(Allocator.Only<UpdateResource>().ResetMaxLockDuration);
    }

    [Theory]
    [InlineData("\"7\"", 7)]
    [InlineData("\"7.hdeadbeef\"", 7)]
    [InlineData("\"12.x\"", 12)]
    [InlineData("*", null)]
    public async Task Should_ask_for_the_revision_that_it_was_made_for(string ifMatch, int? revision)
    {
        Allocator.On<UpdateResource>(_ => new UpdateResourceResult { Resource = Samples.Resource(3) });
        await Client.PatchAsync("resources/3", """{"description": "new"}""", ("If-Match", ifMatch)).JsonAsync();
        Assert.Equal(revision, Allocator.Only<UpdateResource>().ExpectedRevision);
    }

    [Theory]
    [InlineData("7")]
    [InlineData("\"\"")]
    [InlineData("\"seven\"")]
    [InlineData("W/\"7\"")]
    [InlineData("\"6\", \"7\"")]
    public async Task Should_fail_for_a_tag_that_no_resource_has(string ifMatch)
    {
        await Client.PatchAsync("resources/3", """{"description": "new"}""", ("If-Match", ifMatch)).ProblemAsync(412, "stale_revision");
        Assert.Empty(Allocator.All<UpdateResource>());
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("?force=true", true)]
    [InlineData("?force=false", false)]
    public async Task Should_remove_it(string query, bool force)
    {
        Allocator.On<RemoveResource>(_ => new RemoveResourceResult { Resource = Samples.Resource(3) });
        using var response = await Client.RemoveAsync("resources/3" + query);
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal(new RemoveResource { ResourceId = 3, Force = force }, Allocator.Only<RemoveResource>());
    }

    [Fact]
    public async Task Should_not_guess_what_force_means()
    {
        await Client.RemoveAsync("resources/3?force=maybe").ProblemAsync(422, "invalid");
        Assert.Empty(Allocator.All<RemoveResource>());
    }
}
