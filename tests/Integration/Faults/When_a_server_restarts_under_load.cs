namespace RentABot.Integration.Faults;

/// <summary>Case 33.</summary>
[Collection(Alone.Name)]
public sealed class When_a_server_restarts_under_load
{
    private const long NoResource = long.MaxValue;

    [Theory]
    [InlineData(PrivateServer.RabbitMq)]
    [InlineData(PrivateServer.Postgres)]
    public async Task Should_keep_the_books(PrivateServer server)
    {
        ServerControl.SkipUnlessAvailable(server);
        await using var deployment = await Deployment.CreateAsync();
        await using var events = await deployment.SubscribeAsync();
        await deployment.HostAsync(allocators: 2, gateways: 2, schedulers: 1);
        await using var load = await Load.StartAsync(deployment.Client);

        await load.GrantsAsync(more: 100);
        await ServerControl.RestartAsync(server);
        await load.GrantsAsync(more: 100);
        await ServerControl.KillAsync(server);

        // Commands wait for the database longer than it is away. The load may be waiting for answers all the while.
        if (server == PrivateServer.RabbitMq) await ShouldSoonBeRefusedAsync(deployment.Client());
        await ServerControl.StartAsync(server);
        await load.GrantsAsync(more: 100);

        await load.StopAsync();
        await deployment.Database.ShouldBalanceAsync(load);
        await events.ShouldBeCompleteAsync(deployment.Database);
    }

    private static Task ShouldSoonBeRefusedAsync(RestClient client) => Eventually.HoldsAsync(
        async () => (await client.TryLockAsync(NoResource)).Code == "broker_unavailable", TimeSpan.FromSeconds(30), "a lock is refused for want of the broker");
}
