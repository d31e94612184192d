using System.Text;
using RabbitMQ.Client;

namespace RentABot.Support;

/// <summary>What a bus client without MassTransit needs to know.</summary>
internal static class Amqp
{
    public static Task<IConnection> ConnectAsync(Uri broker)
    {
        var factory = new ConnectionFactory
        {
            Uri = broker,
            AutomaticRecoveryEnabled = true,
            NetworkRecoveryInterval = TimeSpan.FromMilliseconds(500),
        };
        return factory.CreateConnectionAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>The message's own type; those it derives from follow it in the header.</summary>
    public static string TypeOf(IReadOnlyBasicProperties properties) =>
        Header(properties, "MT-MessageType")!.Split(';')[0].Split(':')[^1];

    public static string? Header(IReadOnlyBasicProperties properties, string name) =>
        properties.Headers is { } headers && headers.TryGetValue(name, out var value)
            ? value is byte[] bytes ? Encoding.UTF8.GetString(bytes) : value?.ToString()
            : null;
}
