using Microsoft.Extensions.Logging;

namespace RentABot.Scheduler.Webhooks;

internal sealed partial class WebhookDeliverer
{
    [LoggerMessage(Level = LogLevel.Debug, Message = "Webhook {Webhook} did not take event {Event} ({Reason}); it is attempted again at {Next:u}")]
    private partial void LogFailed(Guid webhook, Guid @event, string? reason, DateTimeOffset next);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Webhook {Webhook} did not take event {Event} in time ({Reason}); it is parked until it is asked for again")]
    private partial void LogParked(Guid webhook, Guid @event, string? reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The receiver of webhook {Webhook} is gone (410); nothing is delivered to it until the webhook is changed")]
    private partial void LogGone(Guid webhook);

    [LoggerMessage(Level = LogLevel.Error, Message = "The secret of webhook {Webhook} cannot be read with any of Webhooks:Keys; nothing is sent")]
    private partial void LogNoKey(Guid webhook);
}
