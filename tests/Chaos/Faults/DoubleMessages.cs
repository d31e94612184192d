using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RentABot.Chaos.Cluster;
using RentABot.Chaos.History;
using RentABot.Hosting;

namespace RentABot.Chaos.Faults;

/// <summary>
/// Every command comes twice: a queue beside the command queues gets a copy of each, which is sent after the original.
/// </summary>
internal sealed class DoubleMessages(ChaosCluster cluster, TimeSpan duration) : Injection
{
    private readonly string _copies = Names.Unique("copies");
    private int _sent;

    public override FaultKind? Kind => FaultKind.MessagesDoubled;

    public override IReadOnlyList<string> Targets => [RabbitMq];

    public override string Details => $"{_sent} commands {For(duration)}";

    public override async Task HappenAsync()
    {
        await using var connection = await Amqp.ConnectAsync(cluster.Broker);
        await using var channel = await connection.CreateChannelAsync();
        await channel.QueueDeclareAsync(_copies, durable: true, exclusive: false, autoDelete: false);
        try
        {
            var consumer = new AsyncEventingBasicConsumer(channel);
            consumer.ReceivedAsync += (_, delivery) => RepeatAsync(channel, delivery);
            await channel.BasicConsumeAsync(_copies, autoAck: true, consumer);
            foreach (var command in Commands.All) await channel.QueueBindAsync(_copies, Commands.ExchangeOf(command), "");
            await LastAsync(duration);
        }
        finally
        {
            await channel.QueueDeleteAsync(_copies);
        }
    }

    private async Task RepeatAsync(IChannel channel, BasicDeliverEventArgs delivery)
    {
        var command = Commands.All.Single(command => Commands.ExchangeOf(command) == delivery.Exchange);
        await channel.BasicPublishAsync("", QueueNames.ForCommand(command), mandatory: false, new BasicProperties(delivery.BasicProperties), delivery.Body);
        Interlocked.Increment(ref _sent);
    }
}
