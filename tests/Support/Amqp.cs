using System.Text;
using RabbitMQ.Client;
using RentABot.Contracts;
using RentABot.Hosting;

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

    /// <summary>Removes what the services declared: a broker with a thousand queues of earlier tests takes half a minute to start again.</summary>
    public static async Task RemoveQueuesAsync(Uri broker)
    {
        await using var connection = await new ConnectionFactory { Uri = broker }.CreateConnectionAsync(CancellationToken.None);
        await using var channel = await connection.CreateChannelAsync();
        foreach (var queue in typeof(Event).Assembly.GetTypes().Where(type => type.IsClass).Select(QueueNames.ForCommand))
        {
            foreach (var suffix in (string[])["", "_error", "_skipped"]) await channel.QueueDeleteAsync(queue + suffix);
        }
    }

    /// <summary>The message's own type; those it derives from follow it in the header.</summary>
    public static string TypeOf(IReadOnlyBasicProperties properties) =>
        Header(properties, "MT-MessageType")!.Split(';')[0].Split(':')[^1];

    public static string? Header(IReadOnlyBasicProperties properties, string name) =>
        properties.Headers is { } headers && headers.TryGetValue(name, out var value)
            ? value is byte[] bytes ? Encoding.UTF8.GetString(bytes) : value?.ToString()
            : null;
}
