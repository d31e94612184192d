using MassTransit;
using RentABot.Hosting;

namespace RentABot.Allocator.Commands;

internal sealed class CommandConsumerDefinition<TCommand> : ConsumerDefinition<CommandConsumer<TCommand>>
    where TCommand : class
{
    /// <summary>Two full batches of the write loop: one at work, one waiting.</summary>
    private const int Prefetch = 128;

    public CommandConsumerDefinition() => EndpointName = QueueNames.ForCommand(typeof(TCommand));

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator,
        IConsumerConfigurator<CommandConsumer<TCommand>> consumerConfigurator,
        IRegistrationContext context)
    {
        endpointConfigurator.PrefetchCount = Prefetch;
        endpointConfigurator.ConcurrentMessageLimit = Prefetch;
        CommandRetries.Use(endpointConfigurator);
    }
}
