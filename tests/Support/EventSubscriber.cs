using System.Text;
using System.Text.Json;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RentABot.Contracts;

namespace RentABot.Support;

/// <summary>Listens to every event with nothing but an AMQP library.</summary>
internal sealed class EventSubscriber : IAsyncDisposable
{
    /// <summary>The names of all events.</summary>
    public static readonly IReadOnlyList<string> AllTypes =
        [.. typeof(Event).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Event)) && !type.IsAbstract).Select(type => type.Name)];

    private readonly IConnection _connection;
    private readonly IChannel _channel;
    private readonly string _queue = Names.Unique("subscriber");
    private readonly Lock _gate = new();
    private readonly List<ReceivedEvent> _events = [];

    private EventSubscriber(IConnection connection, IChannel channel) => (_connection, _channel) = (connection, channel);

    /// <summary>In the order of arrival, repeats included.</summary>
    public IReadOnlyList<ReceivedEvent> Events
    {
        get
        {
            lock (_gate) return [.. _events];
        }
    }

    public static async Task<EventSubscriber> SubscribeAsync(Uri broker)
    {
        var connection = await Amqp.ConnectAsync(broker);
        var channel = await connection.CreateChannelAsync(cancellationToken: TestContext.Current.CancellationToken);
        var subscriber = new EventSubscriber(connection, channel);
        await subscriber.ListenAsync();
        return subscriber;
    }

    /// <summary>The events about a resource or a reservation, without repeats.</summary>
    public IReadOnlyList<ReceivedEvent> About(long resourceId) => Distinct(e => e.ResourceId == resourceId);

    /// <inheritdoc cref="About(long)"/>
    public IReadOnlyList<ReceivedEvent> About(Guid reservationId) => Distinct(e => e.ResourceId is null && e.ReservationId == reservationId);

    /// <summary>Waits for an event and returns it.</summary>
    public async Task<ReceivedEvent> FirstAsync(string type, Func<ReceivedEvent, bool> which, TimeSpan? within = null)
    {
        await Eventually.HoldsAsync(() => Find() is not null, within ?? TimeSpan.FromSeconds(20), $"there was a {type}");
        return Find()!;

        ReceivedEvent? Find() => Events.FirstOrDefault(e => e.Type == type && which(e));
    }

    public async ValueTask DisposeAsync()
    {
        await _channel.QueueDeleteAsync(_queue);
        await _connection.DisposeAsync();
    }

    private IReadOnlyList<ReceivedEvent> Distinct(Func<ReceivedEvent, bool> which) => [.. Events.Where(which).DistinctBy(e => e.Sequence)];

    private async Task ListenAsync()
    {
        // Durable, so that what happens while the broker restarts is not missed.
        await _channel.QueueDeclareAsync(_queue, durable: true, exclusive: false, autoDelete: false);
        foreach (var type in AllTypes)
        {
            await _channel.ExchangeDeclareAsync($"RentABot.Contracts:{type}", ExchangeType.Fanout, durable: true);
            await _channel.QueueBindAsync(_queue, $"RentABot.Contracts:{type}", "");
        }

        var consumer = new AsyncEventingBasicConsumer(_channel);
        consumer.ReceivedAsync += async (_, delivery) =>
        {
            Receive(delivery);
            await _channel.BasicAckAsync(delivery.DeliveryTag, multiple: false);
        };
        await _channel.BasicConsumeAsync(_queue, autoAck: false, consumer);
    }

    private void Receive(BasicDeliverEventArgs delivery)
    {
        var raw = Encoding.UTF8.GetString(delivery.Body.Span);
        Secrets.Search("event", raw);
        var body = JsonElement.Parse(raw);
        var received = new ReceivedEvent(
            Amqp.TypeOf(delivery.BasicProperties),
            body.GetProperty("sequence").GetInt64(),
            body,
            Amqp.Header(delivery.BasicProperties, CommandHeaders.TraceParent));
        lock (_gate) _events.Add(received);
    }
}
