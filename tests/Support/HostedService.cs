using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using RentABot.Allocator;
using RentABot.Gateway;
using RentABot.Hosting;
using RentABot.Hosting.Metrics;
using RentABot.Hosting.Tracing;
using RentABot.Persistence.Postgres;
using RentABot.Scheduler;

namespace RentABot.Support;

/// <summary>A service as its Program.cs builds it, in this process.</summary>
internal sealed class HostedService : IService
{
    private readonly WebApplication _app;

    private HostedService(ServiceKind kind, string name, WebApplication app) => (Kind, Name, _app) = (kind, name, app);

    public ServiceKind Kind { get; }

    public string Name { get; }

    public Uri Url => new(_app.Urls.First());

    /// <param name="kind">Which service.</param>
    /// <param name="name">As in <see cref="IService.Name"/>.</param>
    /// <param name="settings">Its settings.</param>
    /// <param name="configure">Comes last, so that what it registers takes the place of the service's own.</param>
    public static async Task<HostedService> StartAsync(
        ServiceKind kind, string name, IReadOnlyDictionary<string, string?> settings, Action<IServiceCollection>? configure)
    {
        var builder = ServiceHost.CreateBuilder([]);
        builder.Configuration.AddInMemoryCollection(Logs.Settings).AddInMemoryCollection(settings);
        builder.AddTracing($"rentabot-{kind}");
        var map = Add(kind, builder.Services);
        configure?.Invoke(builder.Services);
        builder.Services.Replace(ServiceDescriptor.Singleton(Logs.FactoryFor(kind, builder.Services)));
        var app = builder.Build();
        map(app);
        foreach (var check in app.Services.GetServices<IStartCheck>()) await check.CheckAsync(TestContext.Current.CancellationToken);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new HostedService(kind, name, app);
    }

    /// <summary>Stops in good order.</summary>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }

    private static Action<WebApplication> Add(ServiceKind kind, IServiceCollection services)
    {
        services.AddPostgres();
        switch (kind)
        {
            case ServiceKind.Allocator:
                services.AddAllocator();
                services.AddRabbitMqBus(bus => bus.AddAllocatorConsumers());
                return MapAround;
            case ServiceKind.Gateway:
                services.AddRabbitMqBus(bus => bus.AddGatewayConsumers());
                services.AddGateway();
                return app => app.MapGateway();
            case ServiceKind.Scheduler:
                services.AddRabbitMqBus(bus => bus.AddSchedulerConsumers());
                services.AddScheduler();
                services.AddClusteredQuartzStore();
                return MapAround;
            default:
                throw new ArgumentOutOfRangeException(nameof(kind), kind, null);
        }
    }

    private static void MapAround(WebApplication app)
    {
        app.MapMetrics();
        app.MapHealth();
    }
}
