using RabbitMQ.Client;

namespace RentABot.Hosting;

/// <summary>A connection beside the bus, for what the bus cannot ask.</summary>
internal static class BrokerConnection
{
    /// <summary>After twice as long the broker takes a process that is gone for gone, with what it had for itself.</summary>
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(10);

    public static Task<IConnection> OpenAsync(RabbitMqOptions options, string name, CancellationToken cancellationToken) =>
        new ConnectionFactory
        {
            Uri = new Uri(options.Url),
            ClientProvidedName = name,
            AutomaticRecoveryEnabled = false,
            RequestedHeartbeat = Heartbeat,
        }.CreateConnectionAsync(cancellationToken);
}
