using Microsoft.Extensions.DependencyInjection;
using RentABot.Allocator;
using RentABot.Hosting;
using RentABot.Persistence;
using RentABot.Persistence.Postgres;

return await ServiceHost.RunAsync(() =>
{
    var builder = ServiceHost.CreateBuilder(args);
    builder.Services.AddPostgres();
    builder.Services.AddAllocator();
    builder.Services.AddRabbitMqBus(bus => bus.AddAllocatorConsumers());
    var app = builder.Build();
    app.MapHealth();
    return app;
}, args.Contains("--migrate-only") ? app => app.Services.GetRequiredService<Migrator>().MigrateAsync(CancellationToken.None) : null);
