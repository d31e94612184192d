using System.Net;

namespace RentABot.Integration.Faults;

[Collection(Alone.Name)]
public sealed class When_a_server_is_down
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(PrivateServer.RabbitMq, "broker")]
    [InlineData(PrivateServer.Postgres, "database")]
    public async Task Should_be_alive_not_ready_and_come_back_by_itself(PrivateServer server, string name)
    {
        ServerControl.SkipUnlessAvailable(server);
        await using var deployment = await Deployment.StartAsync();
        var client = deployment.Client();
        var resource = await client.RegisterAsync("board");

        await ServerControl.StopAsync(server);
        try
        {
            foreach (var service in deployment.Services) await IsAliveButNotReadyAsync(service, name);
            var refused = await client.TryLockAsync(resource.Id);
            Assert.Equal((HttpStatusCode.ServiceUnavailable, true), (refused.Status, refused.Headers.RetryAfter is not null));
        }
        finally
        {
            await ServerControl.StartAsync(server);
        }

        foreach (var service in deployment.Services) await Health.BecomesReadyAsync(service, Soon);

        // What was refused was not done later, and what is asked now is done.
        Assert.Equal("available", (await client.ResourceAsync(resource.Id)).Status);
        await client.LockAsync(resource);
    }

    private static async Task IsAliveButNotReadyAsync(IService service, string name)
    {
        var body = "";
        await Eventually.HoldsAsync(
            async () =>
            {
                (var status, body) = await Health.ReadinessOfAsync(service);
                return status == HttpStatusCode.ServiceUnavailable;
            },
            Soon,
            $"the {service.Kind} is not ready");
        var check = System.Text.Json.JsonElement.Parse(body).GetProperty("checks").GetProperty(name).GetString();
        Assert.NotEqual("ok", check);
        Assert.Equal(HttpStatusCode.OK, (await Health.OfAsync(service)).Status);
    }
}
