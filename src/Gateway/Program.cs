using RentABot.Gateway;
using RentABot.Hosting;
using RentABot.Hosting.Tracing;
using RentABot.Persistence.Postgres;

if (HealthCheck.IsAskedFor(args)) return await HealthCheck.RunAsync(args);

return await ServiceHost.RunAsync(() =>
{
    var builder = ServiceHost.CreateBuilder(args);
    builder.AddTracing("rentabot-gateway");
    builder.Services.AddPostgres();
    builder.Services.AddRabbitMqBus(bus => bus.AddGatewayConsumers());
    builder.Services.AddGateway();
    var app = builder.Build();
    app.MapGateway();
    return app;
});
