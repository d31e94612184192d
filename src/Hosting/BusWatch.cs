using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace RentABot.Hosting;

/// <summary>
/// Ends the process whose bus does not come back although the broker answers, so that it is started anew. A connection
/// that breaks while an endpoint declares what it needs can leave that endpoint waiting for ever: the RabbitMQ client
/// disposes of a semaphore that somebody waits for (rabbitmq/rabbitmq-dotnet-client#1976).
/// </summary>
internal sealed partial class BusWatch(
    IBusControl bus,
    QueueDeclarations declarations,
    IOptions<RabbitMqOptions> options,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<BusWatch> logger) : BackgroundService
{
    private const int LooksWithinPatience = 20;
    private static readonly TimeSpan LongestPeriod = TimeSpan.FromSeconds(5);

    /// <summary>Less would blame the bus for a broker that is slow.</summary>
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(5);

    /// <summary>Whether this is why the process ends.</summary>
    public bool HasGivenUp { get; private set; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var patience = TimeSpan.FromSeconds(options.Value.StuckTimeout);
        if (patience == TimeSpan.Zero) return;
        var period = patience / LooksWithinPatience < LongestPeriod ? patience / LooksWithinPatience : LongestPeriod;
        long? stuckSince = null;
        while (true)
        {
            await Task.Delay(period, time, stoppingToken);
            if (bus.CheckHealth().Status == BusHealthStatus.Healthy || !await BrokerAnswersAsync(stoppingToken))
            {
                stuckSince = null;
                continue;
            }

            stuckSince ??= time.GetTimestamp();
            if (time.GetElapsedTime(stuckSince.Value) < patience) continue;
            HasGivenUp = true;
            LogStuck(options.Value.StuckTimeout, string.Join(", ", EndpointsThatWait()));
            lifetime.StopApplication();
            return;
        }
    }

    private IEnumerable<string> EndpointsThatWait() =>
        bus.CheckHealth().Endpoints.Where(endpoint => endpoint.Value.Status != BusHealthStatus.Healthy)
            .Select(endpoint => endpoint.Value.InputAddress.AbsolutePath.Split('/')[^1]);

    /// <summary>A node without the others of its cluster takes connections, but cannot serve queues.</summary>
    private async Task<bool> BrokerAnswersAsync(CancellationToken stoppingToken)
    {
        using var given = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        given.CancelAfter(AnswerTime);
        try
        {
            await using var connection = await BrokerConnection.OpenAsync(options.Value, "rentabot-bus-watch", given.Token);
            if (EndpointsThatWait().FirstOrDefault(declarations.Queues.Contains) is not { } queue) return true;
            await using var channel = await connection.CreateChannelAsync(cancellationToken: given.Token);
            await channel.QueueDeclarePassiveAsync(queue, given.Token);
            return true;
        }
        catch (OperationInterruptedException exception) when (exception.ShutdownReason?.ReplyCode == Constants.NotFound)
        {
            return true;
        }
        catch (Exception) when (!stoppingToken.IsCancellationRequested)
        {
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Critical, Message =
        "The broker has answered for {Seconds} s, and the bus has not come back; still waiting: {Endpoints}. Ending, to be started anew")]
    private partial void LogStuck(int seconds, string endpoints);
}
