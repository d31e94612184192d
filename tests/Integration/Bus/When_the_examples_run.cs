using System.Text.Json;

namespace RentABot.Integration.Bus;

/// <summary>The programs under <c>examples/bus</c>, as a reader would start them.</summary>
public sealed class When_the_examples_run(SharedDeployment shared)
{
    [Fact]
    public async Task Should_lock_from_python()
    {
        var deployment = await shared.StartedAsync();
        var client = deployment.Client();
        var name = Names.Unique("example");
        var resource = await client.RegisterAsync(name, name);

        await using var first = Lock(deployment, "--tags", name, "--ttl", "60", "--client-id", "reader");
        Assert.Equal(0, await first.EndAsync());
        var granted = JsonElement.Parse(string.Join('\n', first.Output)).GetProperty("locks")[0];
        var locked = await client.ResourceAsync(resource.Id);
        Assert.Equal(("reader", granted.GetProperty("fencingToken").GetInt64()), (locked.LockClientId, locked.FencingToken));

        await using var second = Lock(deployment, "--name", name);
        Assert.Equal(1, await second.EndAsync());
        Assert.Equal("already_locked", JsonElement.Parse(string.Join('\n', second.Output)).GetProperty("code").GetString());
    }

    [Fact]
    public async Task Should_subscribe_from_python()
    {
        var deployment = await shared.StartedAsync();
        var client = deployment.Client();
        await using var subscriber = Script.Start(
            Python.WithPika, Example("subscribe.py"), "--url", deployment.Broker.AbsoluteUri, "--events", "ResourceRegistered,LockAcquired");
        await subscriber.ListensAsync();
        var name = Names.Unique("example");
        await client.LockAsync(await client.RegisterAsync(name), "reader");

        await subscriber.PrintsAsync($"\"name\": \"{name}\"");
        await Eventually.HoldsAsync(
            () => subscriber.Output.Select(line => JsonElement.Parse(line))
                .Where(line => line.GetProperty("resource").GetProperty("name").GetString() == name)
                .Select(line => line.GetProperty("event").GetString())
                .SequenceEqual(["ResourceRegistered", "LockAcquired"]),
            TimeSpan.FromSeconds(10),
            "both events are printed, with their names");
    }

    [Fact]
    public async Task Should_subscribe_from_csharp()
    {
        var deployment = await shared.StartedAsync();
        var client = deployment.Client();
        var program = Solution.Built("examples/bus/csharp-subscriber", "RentABot.Examples.Subscriber.dll");
        await using var subscriber = Script.Start(Solution.Dotnet, program, deployment.Broker.AbsoluteUri);
        await subscriber.ListensAsync();
        var name = Names.Unique("example");
        var granted = await client.LockAsync(await client.RegisterAsync(name), "reader");
        await client.UnlockAsync(granted);

        await subscriber.PrintsAsync($"{name} acquired by reader, fencing token {granted.FencingToken}");
        await subscriber.PrintsAsync($"{name} released by reader, fencing token {granted.FencingToken}");
    }

    private static Script Lock(Deployment deployment, params string[] arguments) =>
        Script.Start(Python.WithPika, [Example("lock.py"), "--url", deployment.Broker.AbsoluteUri, .. arguments]);

    private static string Example(string file) => Path.Combine(Solution.Directory, "examples", "bus", file);
}
