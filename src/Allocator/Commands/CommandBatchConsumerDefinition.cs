using MassTransit;
using RentABot.Contracts;
using RentABot.Hosting;

namespace RentABot.Allocator.Commands;

internal sealed class CommandBatchConsumerDefinition : ConsumerDefinition<CommandBatchConsumer>
{
    /// <summary>Each may be as long as a full batch of the write loop.</summary>
    private const int Prefetch = 8;

    public CommandBatchConsumerDefinition() => EndpointName = QueueNames.ForCommand(typeof(CommandBatch));

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator,
        IConsumerConfigurator<CommandBatchConsumer> consumerConfigurator,
        IRegistrationContext context)
    {
        endpointConfigurator.PrefetchCount = Prefetch;
        endpointConfigurator.ConcurrentMessageLimit = Prefetch;
        CommandRetries.Use(endpointConfigurator);
    }
}
