using RentABot.Hosting;
using RentABot.Hosting.Metrics;
using RentABot.Hosting.Tracing;
using RentABot.Persistence.Postgres;
using RentABot.Scheduler;

if (HealthCheck.IsAskedFor(args)) return await HealthCheck.RunAsync(args);

return await ServiceHost.RunAsync(() =>
{
    var builder = ServiceHost.CreateBuilder(args);
    builder.AddTracing("rentabot-scheduler");
    builder.Services.AddPostgres();
    builder.Services.AddRabbitMqBus(bus => bus.AddSchedulerConsumers());
    builder.Services.AddScheduler();
    builder.Services.AddClusteredQuartzStore();
    var app = builder.Build();
    app.MapMetrics();
    app.MapHealth();
    return app;
});
