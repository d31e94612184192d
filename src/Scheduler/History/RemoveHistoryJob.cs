using MassTransit;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Quartz;
using RentABot.Contracts;
using RentABot.Hosting;
using RentABot.Scheduler.Webhooks;

namespace RentABot.Scheduler.History;

[DisallowConcurrentExecution]
internal sealed partial class RemoveHistoryJob(
    IBus bus, WebhookHistory webhooks, IOptions<HistoryOptions> options, TimeProvider time, ILogger<RemoveHistoryJob> logger) : IJob
{
    /// <summary>One that no allocator took is as good as done: another one follows.</summary>
    public static readonly TimeSpan MessageLife = TimeSpan.FromHours(1);

    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        await RemoveDeliveriesAsync(cancellationToken);
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            var message = new RemoveHistory { OlderThan = options.Value.KeepFor };
            await bus.Publish(message, publish => publish.TimeToLive = MessageLife, either.Token).ConfirmedAsync(either.Token);
            LogSent(message.OlderThan);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogNotSent(context.NextFireTimeUtc, exception);
        }
    }

    /// <summary>The scheduler's own rows.</summary>
    private async Task RemoveDeliveriesAsync(CancellationToken cancellationToken)
    {
        try
        {
            await webhooks.RemoveAsync(TimeSpan.FromSeconds(options.Value.KeepFor), cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogNotRemoved(exception.GetType().Name, exception.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Rows that ended more than {KeepFor} s ago are to be removed")]
    private partial void LogSent(int keepFor);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Old deliveries of webhooks are not removed now ({Failure}: {Reason})")]
    private partial void LogNotRemoved(string failure, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Old rows are not removed now, as the broker does not answer; next at {Next:u}")]
    private partial void LogNotSent(DateTimeOffset? next, Exception exception);
}
