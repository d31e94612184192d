using MassTransit;
using RentABot.Contracts;

namespace RentABot.Gateway.Live;

/// <summary>Hears that the event log has grown. Every gateway hears it.</summary>
internal sealed class FeedListener(EventFeed feed) : IConsumer<EventsAppended>
{
    public Task Consume(ConsumeContext<EventsAppended> context)
    {
        feed.Wake(context.Message.Sequence);
        return Task.CompletedTask;
    }
}
