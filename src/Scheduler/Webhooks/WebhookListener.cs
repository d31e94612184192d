using MassTransit;
using RentABot.Contracts;

namespace RentABot.Scheduler.Webhooks;

/// <summary>Hears that there are new events.</summary>
internal sealed class WebhookListener(WebhookWake wake) : IConsumer<EventsAppended>
{
    public Task Consume(ConsumeContext<EventsAppended> context)
    {
        wake.Set();
        return Task.CompletedTask;
    }
}
