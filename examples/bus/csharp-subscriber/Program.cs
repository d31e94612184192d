using MassTransit;
using RentABot.Examples.Subscriber;

// Prints who locks and frees what: dotnet run --project examples/bus/csharp-subscriber -- amqp://user:password@host:5672/
var url = args.Length > 0 ? args[0] : Environment.GetEnvironmentVariable("RENTABOT_BUS_URL") ?? "amqp://guest:guest@127.0.0.1:5672/";

var bus = Bus.Factory.CreateUsingRabbitMq(configurator =>
{
    configurator.Host(new Uri(url));

    // Rent-A-Bot's messages are plain JSON without an envelope.
    configurator.UseRawJsonDeserializer(isDefault: true);
    configurator.ReceiveEndpoint(new TemporaryEndpointDefinition(), endpoint =>
    {
        endpoint.Consumer<LockPrinter>();
    });
});

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, e) =>
{
    e.Cancel = true;
    stop.Cancel();
};

await bus.StartAsync(stop.Token);
await Console.Error.WriteLineAsync("listening");
try
{
    await Task.Delay(Timeout.Infinite, stop.Token);
}
catch (OperationCanceledException)
{
    await bus.StopAsync(CancellationToken.None);
}
