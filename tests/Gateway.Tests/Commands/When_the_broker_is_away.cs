using MassTransit;
using RentABot.Contracts;
using RentABot.Gateway.Tests.Support;
using RentABot.TestServers;

namespace RentABot.Gateway.Tests.Commands;

public sealed class When_the_broker_is_away : GatewayTest
{
    [Fact]
    public async Task Should_answer_503_at_once()
    {
        await Host.Bus.StopAsync(Cancelled);
        await Eventually.HoldsAsync(() => Host.Bus.CheckHealth().Status != BusHealthStatus.Healthy, TimeSpan.FromSeconds(30), "the bus is down");
        await Eventually.HoldsAsync(async () =>
        {
            using var response = await Client.PostAsync("resources/1/lock");
            return (await response.JsonAsync(System.Net.HttpStatusCode.ServiceUnavailable)).Text("code") == "broker_unavailable";
        }, TimeSpan.FromSeconds(30), "a lock is refused for want of a broker");
        Assert.Empty(Allocator.All<AbandonCommand>());
    }

    [Fact]
    public async Task Should_not_be_ready()
    {
        await Host.Bus.StopAsync(Cancelled);
        await Eventually.HoldsAsync(async () =>
        {
            using var response = await Client.ReadAsync("/readiness");
            var readiness = await response.JsonAsync(response.StatusCode);
            return (int)response.StatusCode == 503 && readiness.GetProperty("checks").Text("broker") != "ok"
                && readiness.GetProperty("checks").Text("database") == "ok";
        }, TimeSpan.FromSeconds(30), "readiness names the broker");
    }
}
