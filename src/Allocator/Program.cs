using Microsoft.Extensions.DependencyInjection;
using RentABot.Allocator;
using RentABot.Allocator.Operations;
using RentABot.Hosting;
using RentABot.Hosting.Metrics;
using RentABot.Hosting.Tracing;
using RentABot.Persistence;
using RentABot.Persistence.Postgres;

if (HealthCheck.IsAskedFor(args)) return await HealthCheck.RunAsync(args);

var root = AllocatorCommand.Create((settings, migrateOnly) => ServiceHost.RunAsync(() =>
{
    var builder = ServiceHost.CreateBuilder(settings);
    builder.AddTracing("rentabot-allocator");
    builder.Services.AddPostgres();
    builder.Services.AddAllocator();
    builder.Services.AddRabbitMqBus(bus => bus.AddAllocatorConsumers());
    var app = builder.Build();
    app.MapMetrics();
    app.MapHealth();
    return app;
}, migrateOnly ? app => app.Services.GetRequiredService<Migrator>().MigrateAsync(CancellationToken.None) : null));

return await ProgramLine.RunAsync(root, args);
