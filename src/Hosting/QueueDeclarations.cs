using System.Collections.Concurrent;
using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace RentABot.Hosting;

/// <summary>
/// Declares the queues of commands before the bus starts, one process at a time. Where two declare the same quorum queue
/// at once, the second is told that it is there before it can be consumed; RabbitMQ then closes the connection of whoever
/// consumes it (<c>noproc</c> in <c>rabbit_quorum_queue:consume</c>), in the middle of the start of every other endpoint.
/// </summary>
internal sealed partial class QueueDeclarations(
    IOptions<RabbitMqOptions> options, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<QueueDeclarations> logger) : IBusObserver
{
    /// <summary>Of one connection alone, and gone with it: whoever has it declares.</summary>
    public const string Turn = "rentabot-declares-queues";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly ConcurrentDictionary<string, bool> _queues = new();
    private string? _obstacle;

    /// <summary>This process consumes it.</summary>
    public void Add(string queue) => _queues[queue] = true;

    /// <summary>Until the queues are there, or the process stops: the bus would wait for the broker as well.</summary>
    public async Task PreStart(IBus bus)
    {
        while (!_queues.IsEmpty)
        {
            try
            {
                if (await DeclareAsync(lifetime.ApplicationStopping)) return;
            }
            catch (Exception exception) when (!lifetime.ApplicationStopping.IsCancellationRequested)
            {
                if (Interlocked.Exchange(ref _obstacle, exception.Message) != exception.Message) LogNotDeclared(exception.GetType().Name, exception.Message);
            }

            await Task.Delay(Pause, time, lifetime.ApplicationStopping);
        }
    }

    public void PostCreate(IBus bus)
    {
        // Only the start matters.
    }

    public void CreateFaulted(Exception exception)
    {
        // Only the start matters.
    }

    public Task PostStart(IBus bus, Task<BusReady> busReady) => Task.CompletedTask;

    public Task StartFaulted(IBus bus, Exception exception) => Task.CompletedTask;

    public Task PreStop(IBus bus) => Task.CompletedTask;

    public Task PostStop(IBus bus) => Task.CompletedTask;

    public Task StopFaulted(IBus bus, Exception exception) => Task.CompletedTask;

    /// <summary>False while it is another process's turn.</summary>
    private async Task<bool> DeclareAsync(CancellationToken cancellationToken)
    {
        await using var connection = await BrokerConnection.OpenAsync(options.Value, Turn, cancellationToken);
        if (!await TryDeclareAsync(connection, Turn, durable: false, arguments: null, Constants.ResourceLocked, cancellationToken)) return false;
        var arguments = CommandQueue.Arguments(options.Value.QuorumSize);
        foreach (var queue in _queues.Keys)
        {
            // One that is there and differs is for the bus to complain of; the others can be consumed all the same.
            await TryDeclareAsync(connection, queue, durable: true, arguments, Constants.PreconditionFailed, cancellationToken);
        }

        return true;
    }

    /// <summary>False where the broker refuses with this code. It then closes the channel, so each queue has its own.</summary>
    private static async Task<bool> TryDeclareAsync(
        IConnection connection, string queue, bool durable, IDictionary<string, object?>? arguments, int refusal, CancellationToken cancellationToken)
    {
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        try
        {
            await channel.QueueDeclareAsync(
                queue, durable, exclusive: !durable, autoDelete: false, arguments, cancellationToken: cancellationToken);
            return true;
        }
        catch (OperationInterruptedException exception) when (exception.ShutdownReason?.ReplyCode == refusal)
        {
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The queues cannot be declared yet ({Failure}: {Reason}); trying again")]
    private partial void LogNotDeclared(string failure, string reason);
}
