using System.Text.Json;

namespace RentABot.Integration.Live;

/// <summary>The programs under <c>examples/events</c>, as a reader would start them.</summary>
public sealed class When_the_examples_run(SharedDeployment shared)
{
    [Fact]
    public async Task Should_listen_from_python()
    {
        var deployment = await shared.StartedAsync();
        var client = deployment.Client();
        var name = Names.Unique("example");
        await using var listener = Script.Start(
            Python.Plain, Example("listen.py"), "--url", Gateway(deployment), "--tags", name, "--types", "ResourceRegistered,LockAcquired", "--count", "2");
        await listener.ListensAsync();
        await client.LockAsync(await client.RegisterAsync(name, name), "reader");

        Assert.Equal(0, await listener.EndAsync());
        Assert.Equal(
            [("ResourceRegistered", name), ("LockAcquired", name)],
            listener.Output.Select(line => JsonElement.Parse(line))
                .Select(line => (line.GetProperty("event").GetString(), line.GetProperty("resource").GetProperty("name").GetString())));
    }

    [Fact]
    public async Task Should_listen_with_curl()
    {
        var deployment = await shared.StartedAsync();
        var client = deployment.Client();
        var name = Names.Unique("example");
        await using var listener = Script.Start("curl", "--silent", "--no-buffer", $"{Gateway(deployment)}/api/v1/events?tags={name}");
        await listener.PrintsAsync("event: heartbeat");
        await client.RegisterAsync(name, name);
        await listener.PrintsAsync("event: ResourceRegistered");
        await listener.PrintsAsync($"\"name\":\"{name}\"");
    }

    [Fact]
    public async Task Should_follow_from_python()
    {
        var deployment = await shared.StartedAsync();
        var client = deployment.Client();
        var name = Names.Unique("example");
        var held = await client.LockAsync(await client.RegisterAsync(name, name));
        var reservation = await client.ReserveAsync(name);
        await using var follower = Script.Start(Python.Plain, Example("follow.py"), "--url", Gateway(deployment), $"{reservation.ReservationId}");
        await follower.PrintsAsync("\"type\":\"pending\"");
        await client.UnlockAsync(held);
        await follower.PrintsAsync("\"type\":\"fulfilled\"");
        await client.SendAsync(HttpMethod.Delete, $"reservations/{reservation.ReservationId}");

        Assert.Equal(0, await follower.EndAsync());
        Assert.Equal(
            ["pending", "fulfilled", "cancelled"],
            follower.Output.Select(line => JsonElement.Parse(line).GetProperty("type").GetString()));
    }

    private static string Gateway(Deployment deployment) =>
        deployment.Services.Last(service => service.Kind == ServiceKind.Gateway).Url.AbsoluteUri.TrimEnd('/');

    private static string Example(string file) => Path.Combine(Solution.Directory, "examples", "events", file);
}
