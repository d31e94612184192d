namespace RentABot.Integration.Bus;

/// <summary>The allocator believes what headers say about the caller only from the gateways' broker user.</summary>
public sealed class When_a_publisher_is_not_trusted(SharedDeployment shared)
{
    private static readonly Dictionary<string, object?> Lies = new() { ["RB-Actor"] = "root", ["RB-Role"] = "admin", ["RB-Address"] = "10.0.0.1" };

    [Fact]
    public async Task Should_take_the_broker_user_as_the_actor()
    {
        var deployment = await shared.StartedAsync();
        var user = Names.Unique("script");
        await using var bus = await BusClient.ConnectAsync(await RabbitMqUser.CreateAsync(deployment.Broker, user));

        Assert.Equal((user, null), await ActorAndAddressAsync(deployment, bus, new BusEnvelope { Headers = Lies }));
        Assert.Equal(("bus", null), await ActorAndAddressAsync(deployment, bus, new BusEnvelope { Headers = Lies, Signed = false }));
    }

    [Fact]
    public async Task Should_believe_the_gateways_user()
    {
        var deployment = await shared.StartedAsync();
        await using var bus = await deployment.ConnectAsync();

        Assert.Equal(("root", "10.0.0.1"), await ActorAndAddressAsync(deployment, bus, new BusEnvelope { Headers = Lies }));
    }

    [Fact]
    public async Task Should_gain_nothing_by_headers_where_callers_are_asked_who_they_are()
    {
        await using var deployment = await Deployment.CreateAsync();
        var (forger, script) = (Names.Unique("forger"), Names.Unique("script"));
        await deployment.HostAsync(ServiceKind.Allocator, null, ("Auth:ConfigPath", "keys.yaml"), ($"Trust:Roles:{script}", "user"));
        await using var services = await deployment.ConnectAsync();
        var id = await services.RegisterAsync("board");
        await using var forgers = await BusClient.ConnectAsync(await RabbitMqUser.CreateAsync(deployment.Broker, forger));
        await using var scripts = await BusClient.ConnectAsync(await RabbitMqUser.CreateAsync(deployment.Broker, script));

        foreach (var (bus, envelope) in new[]
        {
            (forgers, new BusEnvelope { Headers = Lies }),
            (forgers, new BusEnvelope { Headers = Lies, Signed = false }),
            (scripts, new BusEnvelope { Headers = Lies, Signed = false }),
        })
        {
            await RefusedAsync(bus, "LockResources", new { resourceId = id }, envelope);
            await RefusedAsync(bus, "RegisterResource", new { name = "another" }, envelope);
            await RefusedAsync(bus, "UnlockResource", new { resourceId = id, force = true }, envelope);
            await RefusedAsync(bus, "RemoveResource", new { resourceId = id, force = true }, envelope);
        }

        await scripts.LockAsync(id, new BusEnvelope { Headers = Lies });
        await RefusedAsync(scripts, "UnlockResource", new { resourceId = id, force = true }, new BusEnvelope { Headers = Lies });
        Assert.Equal(
            script, await deployment.Database.ScalarAsync<string>("SELECT string_agg(actor, ',') FROM events WHERE type <> 'ResourceRegistered'"));
    }

    private static async Task RefusedAsync(BusClient bus, string command, object body, BusEnvelope envelope)
    {
        var answer = await bus.AskAsync(command, body, envelope);
        Assert.True(answer.Type == "CommandRejected", answer.Raw);
        Assert.Equal("role_too_low", answer.Body.GetProperty("code").GetString());
    }

    /// <summary>As the audit trail has them for a lock that was asked for so.</summary>
    private static async Task<(string Actor, string? Address)> ActorAndAddressAsync(Deployment deployment, BusClient bus, BusEnvelope envelope)
    {
        var id = await bus.RegisterAsync(Names.Unique("actor"));
        var granted = await bus.LockAsync(id, envelope);
        var actor = await deployment.Database.ScalarAsync<string>(
            $"SELECT actor FROM events WHERE resource_id = {id} AND type = 'LockAcquired'");
        var address = await deployment.Database.ScalarAsync<string>(
            $"SELECT coalesce(address, '') FROM events WHERE resource_id = {id} AND type = 'LockAcquired'");
        Assert.Equal(actor, granted.GetProperty("resource").GetProperty("lockClientId").GetString());
        return (actor, address.Length == 0 ? null : address);
    }
}
