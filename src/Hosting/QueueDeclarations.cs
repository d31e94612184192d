using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
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

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    private readonly HashSet<string> _queues = [];

    /// <summary>Those that this process consumes, while the bus runs.</summary>
    public IReadOnlySet<string> Queues => _queues;

    /// <summary>This process consumes it. Before the bus starts.</summary>
    public void Add(string queue) => _queues.Add(queue);

    /// <summary>Until the queues are there, or the process stops: the bus would wait for the broker as well.</summary>
    public async Task PreStart(IBus bus)
    {
        var stopping = lifetime.ApplicationStopping;
        var (pause, obstacle) = (FirstPause, "");
        while (_queues.Count > 0)
        {
            try
            {
                if (await DeclareAsync(stopping)) return;
                pause = FirstPause;
            }
            catch (Exception exception) when (!stopping.IsCancellationRequested)
            {
                if (obstacle != exception.Message) LogNotDeclared(exception.GetType().Name, exception.Message);
                obstacle = exception.Message;
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }

            await Task.Delay(pause, time, stopping);
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
        var refusal = await TryDeclareAsync(connection, Turn, durable: false, arguments: null, cancellationToken);
        if (refusal?.ReplyCode == Constants.ResourceLocked) return false;

        // A user who may not take turns declares all the same, and takes the risk.
        if (refusal is not (null or { ReplyCode: Constants.AccessRefused }))
            throw new InvalidOperationException($"The broker refuses the queue {Turn}: {refusal.ReplyText}");
        var arguments = CommandQueue.Arguments(options.Value.QuorumSize);

        // One that is refused is left to the bus: it may be there and differ, and be consumed all the same. The bus does not
        // always come to say why it is not.
        foreach (var queue in _queues)
        {
            if (await TryDeclareAsync(connection, queue, durable: true, arguments, cancellationToken) is { } reason)
                LogRefused(queue, reason.ReplyText);
        }

        return true;
    }

    /// <summary>Why the broker refuses, if it does. It then closes the channel, so each queue has its own.</summary>
    private static async Task<ShutdownEventArgs?> TryDeclareAsync(
        IConnection connection, string queue, bool durable, IDictionary<string, object?>? arguments, CancellationToken cancellationToken)
    {
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        try
        {
            await channel.QueueDeclareAsync(
                queue, durable, exclusive: !durable, autoDelete: false, arguments, cancellationToken: cancellationToken);
            return null;
        }
        catch (OperationInterruptedException exception) when (connection.IsOpen && exception.ShutdownReason is { } reason)
        {
            return reason;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The broker refuses the queue {Queue}: {Reason}")]
    private partial void LogRefused(string queue, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The queues cannot be declared yet ({Failure}: {Reason}); trying again")]
    private partial void LogNotDeclared(string failure, string reason);
}
