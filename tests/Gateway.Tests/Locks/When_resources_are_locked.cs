using RentABot.Contracts;
using RentABot.Gateway.Tests.Support;

namespace RentABot.Gateway.Tests.Locks;

public sealed class When_resources_are_locked(SharedGateway gateway) : SharedGatewayTest<SharedGateway>(gateway)
{
    [Fact]
    public async Task Should_answer_one_lock_with_its_token()
    {
        Allocator.On<LockResources>(_ => Samples.Locks(1));
        var granted = await Client.PostAsync("resources/1/lock", """{"ttl": 60, "client_id": "ci-1", "details": "nightly"}""").JsonAsync();
        Assert.Equal(["lock_token", "fencing_token", "resource_id", "acquired_at", "expires_at", "expires_in", "resource"], granted.Fields());
        Assert.Equal(Samples.Token, granted.Text("lock_token"));
        Assert.Equal((42, 1), (granted.Number("fencing_token"), granted.Number("resource_id")));
        Assert.InRange(granted.Number("expires_in"), 1, 60);
        Assert.Equal("2030-01-01T12:01:00Z", granted.Text("expires_at"));
        Assert.Equal("locked", granted.GetProperty("resource").Text("status"));
        Assert.Equal(
            new LockResources { ResourceId = 1, Ttl = 60, ClientId = "ci-1", Details = "nightly" }, Allocator.Only<LockResources>());
    }

    [Fact]
    public async Task Should_lock_one_without_a_body()
    {
        Allocator.On<LockResources>(_ => Samples.Locks(1));
        await Client.PostAsync("resources/1/lock").JsonAsync();
        Assert.Equal(new LockResources { ResourceId = 1 }, Allocator.Only<LockResources>());
    }

    [Fact]
    public async Task Should_answer_all_locks_of_several()
    {
        Allocator.On<LockResources>(_ => Samples.Locks(1, 2));
        var answer = await Client.PostAsync("resources/lock", """{"tags": "arm,mx8", "quantity": 2, "ttl": 5}""").JsonAsync();
        Assert.Equal(["locks"], answer.Fields());
        Assert.Equal([1, 2], answer.GetProperty("locks").EnumerateArray().Select(l => l.Number("resource_id")));
        var command = Allocator.Only<LockResources>();
        Assert.Equal(["arm", "mx8"], command.Tags!);
        Assert.Equal((2, 5, null), (command.Quantity, command.Ttl, command.ClientId));
    }

    [Theory]
    [InlineData("""{"id": 4}""", 4, null)]
    [InlineData("""{"name": "board-1"}""", null, "board-1")]
    public async Task Should_select_by_id_or_name(string body, int? id, string? name)
    {
        Allocator.On<LockResources>(_ => Samples.Locks(1));
        await Client.PostAsync("resources/lock", body).JsonAsync();
        var command = Allocator.Only<LockResources>();
        Assert.Equal((id, name), ((int?)command.ResourceId, command.Name));
    }

    [Theory]
    [InlineData("?tags=arm,mx8&quantity=2&ttl=60&client_id=ci&details=d", "arm,mx8", 2, 60, "ci", "d")]
    [InlineData("?tag=arm&tag=mx8", "arm,mx8", 1, null, null, null)]
    [InlineData("?tags=arm&tag=mx8", "arm,mx8", 1, null, null, null)]
    [InlineData("?tags=arm%20mx8", "arm,mx8", 1, null, null, null)]
    public async Task Should_take_the_same_from_the_query(string query, string tags, int quantity, int? ttl, string? client, string? details)
    {
        Allocator.On<LockResources>(_ => Samples.Locks(1));
        await Client.PostAsync("resources/lock" + query).JsonAsync();
        var command = Allocator.Only<LockResources>();
        Assert.Equal(tags, string.Join(',', command.Tags!));
        Assert.Equal((quantity, ttl, client, details), (command.Quantity, command.Ttl, command.ClientId, command.Details));
    }

    [Fact]
    public async Task Should_take_id_and_name_from_the_query()
    {
        Allocator.On<LockResources>(_ => Samples.Locks(1));
        await Client.PostAsync("resources/lock?id=7").JsonAsync();
        await Client.PostAsync("resources/lock?name=board-1").JsonAsync();
        await Client.PostAsync("resources/7/lock?ttl=9").JsonAsync();
        Assert.Equal(
            [(7, null, null), (null, "board-1", null), (7, null, 9)],
            Allocator.All<LockResources>().Select(c => (c.ResourceId, c.Name, c.Ttl)));
    }

    [Theory]
    [InlineData("", """{"expression": "arm && !(mx8 or usb)"}""")]
    [InlineData("?expression=arm%20%26%26%20!(mx8%20or%20usb)", null)]
    [InlineData("?expression=arm+%26%26+!(mx8+or+usb)", null)]
    public async Task Should_select_by_an_expression(string query, string? body)
    {
        Allocator.On<LockResources>(_ => Samples.Locks(1));
        await Client.PostAsync("resources/lock" + query, body).JsonAsync();
        Assert.Equal(new LockResources { Expression = "arm && !(mx8 or usb)" }, Allocator.Only<LockResources>());
    }

    [Fact]
    public async Task Should_say_what_is_wrong_with_an_expression_and_where()
    {
        var problem = await Client.PostAsync("resources/lock?expression=arm%20%26%26%20)").ProblemAsync(422, "invalid");
        Assert.Equal("column 8: expected a tag, not, or ( but found )", problem.ErrorAt("expression"));
    }

    [Theory]
    [InlineData("?ttl=x&tag=a", null, "ttl")]
    [InlineData("?quantty=2&tag=a", null, "quantty")]
    [InlineData("?ttl=5", """{"tags": "a"}""", "ttl")]
    [InlineData("?tag=b", """{"tags": "a"}""", "tag")]
    [InlineData("", null, "tags")]
    [InlineData("", """{"id": 1, "name": "b"}""", "tags")]
    [InlineData("", """{"tags": ["a"], "quantity": 1001}""", "quantity")]
    [InlineData("", """{"tags": ["a"], "quantity": 0}""", "quantity")]
    [InlineData("", """{"tags": ["a"], "ttl": 0}""", "ttl")]
    [InlineData("", """{"tags": ["a"], "client_id": ""}""", "client_id")]
    [InlineData("", """{"expression": "arm &&"}""", "expression")]
    [InlineData("?expression=", null, "expression")]
    [InlineData("", """{"tags": ["a"], "expression": "b"}""", "tags")]
    public async Task Should_check_it_before_it_asks(string query, string? body, string field)
    {
        Assert.NotEmpty((await Client.PostAsync("resources/lock" + query, body).ProblemAsync(422, "invalid")).ErrorAt(field));
        Assert.Empty(Allocator.All<LockResources>());
    }
}
