using Microsoft.Extensions.Options;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace RentABot.Hosting;

/// <summary>
/// Asks the broker itself, over a connection of its own: to declare a queue passively tells how many messages it has. One
/// caller at a time.
/// </summary>
internal sealed class RabbitMqErrorQueues(IOptions<RabbitMqOptions> options) : IErrorQueues, IAsyncDisposable
{
    private IConnection? _connection;

    public async Task<IReadOnlyDictionary<string, long>> CountAsync(IEnumerable<string> consumed, CancellationToken cancellationToken)
    {
        var counts = new Dictionary<string, long>();
        try
        {
            _connection ??= await BrokerConnection.OpenAsync(options.Value, "rentabot-error-queues", cancellationToken);
            foreach (var queue in consumed.Select(QueueNames.ErrorsOf))
            {
                counts[queue] = await CountAsync(_connection, queue, cancellationToken)
                    ?? await CreateAsync(_connection, queue, cancellationToken);
            }

            // Made with the queues of commands; before that it has nothing.
            counts[QueueNames.DeadLetters] = await CountAsync(_connection, QueueNames.DeadLetters, cancellationToken) ?? 0;
            return counts;
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection is { } connection) await connection.DisposeAsync();
        _connection = null;
    }

    /// <summary>Null where there is no such queue. The broker then closes the channel, so each question has its own.</summary>
    private static async Task<long?> CountAsync(IConnection connection, string queue, CancellationToken cancellationToken)
    {
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        try
        {
            return (await channel.QueueDeclarePassiveAsync(queue, cancellationToken)).MessageCount;
        }
        catch (OperationInterruptedException exception) when (exception.ShutdownReason?.ReplyCode == Constants.NotFound)
        {
            return null;
        }
    }

    /// <summary>
    /// As MassTransit would with its first message: like the queue that it takes the errors of. The broker logs an error for
    /// each question about a queue that is not there, which would be several a second without end.
    /// </summary>
    private async Task<long> CreateAsync(IConnection connection, string queue, CancellationToken cancellationToken)
    {
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        var declared = await channel.QueueDeclareAsync(
            queue,
            durable: true,
            exclusive: false,
            autoDelete: false,
            CommandQueue.Arguments(options.Value.QuorumSize),
            cancellationToken: cancellationToken);
        return declared.MessageCount;
    }
}
