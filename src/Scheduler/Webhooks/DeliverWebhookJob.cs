using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quartz;

namespace RentABot.Scheduler.Webhooks;

/// <summary>Works for one webhook, and has itself fired again when the next attempt is due.</summary>
[DisallowConcurrentExecution]
internal sealed partial class DeliverWebhookJob(
    WebhookDeliverer deliverer, WebhookTriggers triggers, IHostApplicationLifetime host, ILogger<DeliverWebhookJob> logger) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var webhook = Guid.ParseExact(context.JobDetail.Key.Name, "N");

        // Whoever stops waits for the jobs; what is not known to have been delivered is delivered again.
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, host.ApplicationStopping);
        try
        {
            if (await deliverer.RunAsync(webhook, either.Token) is { } pause)
            {
                await triggers.FireAsync(context.Scheduler, webhook, pause, either.Token);
            }
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            // Another node goes on, or this one when it is back.
        }
        catch (Exception exception)
        {
            LogInterrupted(webhook, exception.GetType().Name, exception.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Deliveries of webhook {Webhook} were interrupted ({Failure}: {Reason}); they go on soon")]
    private partial void LogInterrupted(Guid webhook, string failure, string reason);
}
