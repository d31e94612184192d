using MassTransit;

namespace RentABot.Load.Echo;

/// <summary>
/// A bus as MassTransit makes it unless told otherwise (durable classic queues, persistent messages, publisher
/// confirms), but for the plain JSON that the product speaks.
/// </summary>
internal static class EchoBus
{
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
        await bus.StartAsync();
        return bus;
    }
}
