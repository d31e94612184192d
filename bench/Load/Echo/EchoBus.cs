using MassTransit;

namespace RentABot.Load.Echo;

/// <summary>
/// A bus as MassTransit makes it unless told otherwise (durable classic queues, persistent messages, publisher
/// confirms), but for the plain JSON that the product speaks.
/// </summary>
internal static class EchoBus
{
    /// <summary>A bus that starts or stops for longer is stuck for good: rabbitmq/rabbitmq-dotnet-client#1976.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task<IBusControl> StartAsync(Uri broker, Action<IRabbitMqBusFactoryConfigurator> configure)
    {
        var bus = Bus.Factory.CreateUsingRabbitMq(configurator =>
        {
            configurator.Host(broker);
            configurator.ClearSerialization();
            configurator.UseRawJsonSerializer(RawSerializerOptions.AddTransportHeaders, isDefault: true);
            configurator.ConfigureJsonSerializerOptions(options =>
            {
                options.WriteIndented = false;
                return options;
            });
            configure(configurator);
        });
        await bus.StartAsync().WaitAsync(Patience);
        return bus;
    }

    public static Task StopAsync(IBusControl bus) => bus.StopAsync().WaitAsync(Patience);
}
