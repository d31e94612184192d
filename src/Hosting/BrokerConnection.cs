using RabbitMQ.Client;

namespace RentABot.Hosting;

/// <summary>A connection beside the bus, for what the bus cannot ask.</summary>
internal static class BrokerConnection
{
    public static Task<IConnection> OpenAsync(RabbitMqOptions options, string name, CancellationToken cancellationToken) =>
        new ConnectionFactory
        {
            Uri = new Uri(options.Url),
            ClientProvidedName = name,
            AutomaticRecoveryEnabled = false,
        }.CreateConnectionAsync(cancellationToken);
}
