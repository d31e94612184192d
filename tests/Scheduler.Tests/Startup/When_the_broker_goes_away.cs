using System.Net;
using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RentABot.Hosting;
using RentABot.Support.Proxy;
using RentABot.TestServers;

namespace RentABot.Scheduler.Tests.Startup;

public sealed class When_the_broker_goes_away
{
    /// <summary>The scheduler consumes nothing, and stays connected all the same to know whether it can send.</summary>
    [Fact]
    public async Task Should_know_it_before_anything_is_to_be_sent()
    {
        var address = await RabbitMqVirtualHost.CreateAsync();
        await using var link = new Link("scheduler", "the broker", new IPEndPoint(IPAddress.Loopback, address.Port));
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(
            [KeyValuePair.Create("RabbitMq:Url", (string?)new UriBuilder(address) { Host = "127.0.0.1", Port = link.Port }.ToString())]);
        builder.Services.AddLogging();
        builder.Services.AddRabbitMqBus(_ => { });
        using var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        var bus = host.Services.GetRequiredService<IBusControl>();
        await Eventually.HoldsAsync(() => bus.CheckHealth().Status == BusHealthStatus.Healthy, Limits.Wait, "it is connected");

        link.State = new LinkState { Cut = true };

        await Eventually.HoldsAsync(() => bus.CheckHealth().Status == BusHealthStatus.Unhealthy, Limits.Wait, "it knows that it is not");
        await host.StopAsync(TestContext.Current.CancellationToken);
    }
}
