using System.Text.Json;

namespace RentABot.Integration.Bus;

/// <summary>A client with nothing but an AMQP library: no envelope, no message type.</summary>
public sealed class When_a_command_is_plain_json(SharedDeployment shared)
{
    [Fact]
    public async Task Should_be_answered_in_plain_json()
    {
        var deployment = await shared.StartedAsync();
        await using var bus = await deployment.ConnectAsync();
        var id = await bus.RegisterAsync(Names.Unique("bus"), "bus");

        var answer = await bus.AskAsync("LockResources", new { resourceId = id, clientId = "script", ttl = 60 });

        Assert.Equal("LockResourcesResult", answer.Type);
        var granted = Assert.Single(answer.Body.GetProperty("locks").EnumerateArray());
        Assert.Equal(
            ["acquiredAt", "expiresAt", "fencingToken", "lockId", "lockToken", "resource", "resourceId"],
            granted.EnumerateObject().Select(property => property.Name).Order());
        Assert.Equal("script", granted.GetProperty("resource").GetProperty("lockClientId").GetString());
        Assert.False(answer.Replayed);
    }

    [Fact]
    public async Task Should_be_rejected_with_code_status_and_detail()
    {
        var deployment = await shared.StartedAsync();
        await using var bus = await deployment.ConnectAsync();
        var id = await bus.RegisterAsync(Names.Unique("bus"));
        await bus.LockAsync(id);

        var conflict = await bus.AskAsync("LockResources", new { resourceId = id });
        var invalid = await bus.AskAsync("LockResources", new { resourceId = id, ttl = 0 });

        Assert.Equal(("CommandRejected", "already_locked"), (conflict.Type, conflict.Code));
        Assert.Equal(409, conflict.Body.GetProperty("status").GetInt32());
        Assert.Equal(JsonValueKind.String, conflict.Body.GetProperty("detail").ValueKind);
        Assert.Equal(id, conflict.Body.GetProperty("figures").GetProperty("resource_id").GetInt64());
        Assert.Equal(("CommandRejected", "invalid", 422), (invalid.Type, invalid.Code, invalid.Body.GetProperty("status").GetInt32()));
        Assert.Equal(JsonValueKind.Array, invalid.Body.GetProperty("errors").GetProperty("ttl").ValueKind);
    }

    [Fact]
    public async Task Should_be_refused_without_a_message_id()
    {
        var deployment = await shared.StartedAsync();
        await using var bus = await deployment.ConnectAsync();
        var id = await bus.RegisterAsync(Names.Unique("bus"));

        var answer = await bus.AskAsync("LockResources", new { resourceId = id }, new BusEnvelope { MessageId = null });

        Assert.Equal(("message_id_missing", 422), (answer.Code, answer.Body.GetProperty("status").GetInt32()));
        await bus.LockAsync(id);
    }

    [Fact]
    public async Task Should_be_answered_as_before_when_its_message_id_comes_again()
    {
        var deployment = await shared.StartedAsync();
        await using var bus = await deployment.ConnectAsync();
        var id = await bus.RegisterAsync(Names.Unique("bus"));
        var envelope = new BusEnvelope();

        var first = await bus.LockAsync(id, envelope);
        var repeated = await bus.LockAsync(id, envelope);
        var another = await bus.AskAsync("LockResources", new { resourceId = id, ttl = 5 }, envelope);

        Assert.Equal(first.Token(), repeated.Token());
        Assert.Equal("idempotency_key_reused", another.Code);
    }
}
