using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RentABot.Contracts;

namespace RentABot.Support;

/// <summary>Publishes commands with nothing but an AMQP library, and hears the answers.</summary>
internal sealed class BusClient : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly ConcurrentDictionary<string, Channel<BusAnswer>> _answers = new();
    private readonly IConnection _connection;
    private readonly IChannel _channel;
    private readonly string _replies = Names.Unique("replies");
    private readonly string _user;

    private BusClient(IConnection connection, IChannel channel, string user) => (_connection, _channel, _user) = (connection, channel, user);

    public static async Task<BusClient> ConnectAsync(Uri broker)
    {
        var connection = await Amqp.ConnectAsync(broker);
        var channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true),
            TestContext.Current.CancellationToken);
        var client = new BusClient(connection, channel, broker.UserInfo.Split(':')[0]);
        await client.ListenAsync();
        return client;
    }

    /// <summary>Publishes a command and returns its answer.</summary>
    public async Task<BusAnswer> AskAsync(string command, object body, BusEnvelope? envelope = null)
    {
        var answers = await AskAsync(command, body, times: 1, envelope);
        return answers[0];
    }

    /// <summary>Publishes the very same message several times over and returns as many answers.</summary>
    public async Task<IReadOnlyList<BusAnswer>> AskAsync(string command, object body, int times, BusEnvelope? envelope = null)
    {
        envelope ??= new BusEnvelope();
        var requestId = Guid.NewGuid().ToString();
        var heard = _answers.GetOrAdd(requestId, _ => Channel.CreateUnbounded<BusAnswer>());
        for (var i = 0; i < times; i++) await PublishAsync(command, JsonSerializer.SerializeToUtf8Bytes(body), envelope, requestId);

        var answers = new List<BusAnswer>(times);
        using var patience = new CancellationTokenSource(Patience);
        while (answers.Count < times) answers.Add(await heard.Reader.ReadAsync(patience.Token));
        return answers;
    }

    /// <summary>Publishes whatever the bytes are, and returns when the broker has it.</summary>
    public async Task PublishAsync(string command, byte[] body, BusEnvelope envelope, string? requestId = null)
    {
        var headers = new Dictionary<string, object?>(envelope.Headers);
        if (requestId is not null)
        {
            headers["RequestId"] = requestId;
            headers["MT-Response-Address"] = $"exchange:{_replies}?temporary=true";
        }

        var properties = new BasicProperties
        {
            ContentType = "application/json",
            DeliveryMode = DeliveryModes.Persistent,
            Headers = headers,
        };
        if (envelope.MessageId is { } id) properties.MessageId = id;
        if (envelope.Signed) properties.UserId = _user;
        await _channel.BasicPublishAsync(
            $"RentABot.Contracts:{command}", "", mandatory: true, properties, body, TestContext.Current.CancellationToken);
    }

    /// <summary>How many messages lie in a queue; 0 where there is none.</summary>
    public async Task<uint> CountAsync(string queue)
    {
        // A queue that is not there closes the channel, so each question has its own.
        await using var channel = await _connection.CreateChannelAsync();
        try
        {
            return (await channel.QueueDeclarePassiveAsync(queue)).MessageCount;
        }
        catch (RabbitMQ.Client.Exceptions.OperationInterruptedException)
        {
            return 0;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _channel.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private async Task ListenAsync()
    {
        await _channel.QueueDeclareAsync(_replies, durable: false, exclusive: true, autoDelete: true);
        await _channel.ExchangeDeclareAsync(_replies, ExchangeType.Fanout, durable: false, autoDelete: true);
        await _channel.QueueBindAsync(_replies, _replies, "");
        var consumer = new AsyncEventingBasicConsumer(_channel);
        consumer.ReceivedAsync += (_, delivery) =>
        {
            if (Amqp.Header(delivery.BasicProperties, "RequestId") is { } requestId && _answers.TryGetValue(requestId, out var waiting))
            {
                waiting.Writer.TryWrite(new BusAnswer(
                    Amqp.TypeOf(delivery.BasicProperties),
                    Encoding.UTF8.GetString(delivery.Body.Span),
                    Amqp.Header(delivery.BasicProperties, CommandHeaders.Replayed) is not null));
            }

            return Task.CompletedTask;
        };
        await _channel.BasicConsumeAsync(_replies, autoAck: true, consumer);
    }
}
