using System.Text;
using RabbitMQ.Client;
using RentABot.Chaos.Cluster;
using RentABot.Chaos.History;

namespace RentABot.Chaos.Faults;

/// <summary>A message that nobody can read comes to a command queue.</summary>
internal sealed class PoisonMessage(ChaosCluster cluster, Type command, string body) : Injection
{
    public static readonly IReadOnlyList<string> Bodies =
        ["{", "not json at all", "[1, 2]", """{"lockTokens": 7, "lockIds": 7, "reservationIds": 7, "resourceIds": 7, "tags": {"a": 1}, "resourceId": "one"}"""];

    public Type Command => command;

    public override FaultKind? Kind => FaultKind.PoisonMessage;

    public override IReadOnlyList<string> Targets => [RabbitMq];

    public override string Details => $"{command.Name} {body[..Math.Min(body.Length, 10)]}";

    public override async Task HappenAsync()
    {
        await using var connection = await Amqp.ConnectAsync(cluster.Broker);
        await using var channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));
        var properties = new BasicProperties
        {
            ContentType = "application/json",
            DeliveryMode = DeliveryModes.Persistent,
            MessageId = $"{Guid.NewGuid()}",
        };
        await channel.BasicPublishAsync(Commands.ExchangeOf(command), "", mandatory: true, properties, Encoding.UTF8.GetBytes(body));
    }
}
