using System.Text.Json;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RentABot.Chaos.History;

namespace RentABot.Chaos.Clients;

/// <summary>A subscriber to all events, whose queue the broker keeps over its restarts.</summary>
internal sealed class EventListener : IAsyncDisposable
{
    private readonly string _queue = Names.Unique("listener");
    private readonly IConnection _connection;
    private readonly IChannel _channel;
    private readonly HistoryRecorder _history;
    private long _last;

    private EventListener(IConnection connection, IChannel channel, HistoryRecorder history) =>
        (_connection, _channel, _history) = (connection, channel, history);

    /// <summary>The highest sequence that has come.</summary>
    public long Last => Interlocked.Read(ref _last);

    public string Queue => _queue;

    public static async Task<EventListener> ListenAsync(Uri broker, HistoryRecorder history)
    {
        var connection = await Amqp.ConnectAsync(broker);
        var listener = new EventListener(connection, await connection.CreateChannelAsync(), history);
        await listener.ListenAsync();
        return listener;
    }

    public async ValueTask DisposeAsync()
    {
        await _channel.QueueDeleteAsync(_queue);
        await _connection.DisposeAsync();
    }

    private async Task ListenAsync()
    {
        await _channel.QueueDeclareAsync(_queue, durable: true, exclusive: false, autoDelete: false);
        foreach (var type in EventSubscriber.AllTypes)
        {
            await _channel.ExchangeDeclareAsync($"RentABot.Contracts:{type}", ExchangeType.Fanout, durable: true);
            await _channel.QueueBindAsync(_queue, $"RentABot.Contracts:{type}", "");
        }

        await _channel.BasicQosAsync(0, prefetchCount: 200, global: false);
        var consumer = new AsyncEventingBasicConsumer(_channel);
        consumer.ReceivedAsync += ReceiveAsync;
        await _channel.BasicConsumeAsync(_queue, autoAck: false, consumer);
    }

    private async Task ReceiveAsync(object sender, BasicDeliverEventArgs delivery)
    {
        var body = JsonElement.Parse(delivery.Body.Span);
        var e = body.Deserialize<Header>(JsonSerializerOptions.Web)!;
        _history.Add(new Delivery
        {
            Subscriber = _queue,
            At = _history.Clock.Now,
            Sequence = e.Sequence,
            EventId = e.EventId,
            Type = Amqp.TypeOf(delivery.BasicProperties),
            Revision = e.Revision,
            ResourceId = e.ResourceId,
            ReservationId = e.ReservationId,
            Redelivered = delivery.Redelivered,
        });
        if (e.Sequence > Last) Interlocked.Exchange(ref _last, e.Sequence);
        await _channel.BasicAckAsync(delivery.DeliveryTag, multiple: false);
    }

    private sealed record Header(long Sequence, Guid EventId, int Revision, long? ResourceId, Guid? ReservationId);
}
