using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace RentABot.Hosting;

/// <summary>The bus: plain JSON without an envelope, on RabbitMQ or in memory.</summary>
public static class BusRegistration
{
    public static void AddRabbitMqBus(this IServiceCollection services, Action<IBusRegistrationConfigurator> addConsumers)
    {
        services.AddSingleton<IValidateOptions<RabbitMqOptions>, RabbitMqOptionsValidator>();
        services.AddOptions<RabbitMqOptions>().BindConfiguration(RabbitMqOptions.Section).ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IErrorQueues, RabbitMqErrorQueues>();
        services.AddSingleton<QueueDeclarations>();
        services.AddBusObserver(provider => provider.GetRequiredService<QueueDeclarations>());
        services.AddPublishOrder();
        services.AddSingleton<BusWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<BusWatch>());
        services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            addConsumers(bus);
            bus.UsingRabbitMq((context, configurator) =>
            {
                var options = context.GetRequiredService<IOptions<RabbitMqOptions>>().Value;
                var order = context.GetRequiredService<PublishOrder>();
                configurator.Host(new Uri(options.Url), host =>
                {
                    host.PublisherConfirmation = true;
                    host.OnRefreshConnectionFactory = _ => order.BreakAsync();
                });

                // The queue that answers come to belongs to this connection alone: RabbitMQ 4 gives up transient shared ones.
                configurator.Exclusive = true;
                configurator.QueueExpiration = null;

                // Connects at once: a process that only sends would otherwise call a broker ready that it never reached.
                configurator.AutoStart = true;
                UsePlainJson(configurator);
                SignWithBrokerUser(configurator, options);
                configurator.ConfigureEndpoints(context);
            });
            bus.AddConfigureEndpointsCallback((context, name, endpoint) =>
            {
                endpoint.PublishFaults = false;
                ConfigureQueue(context, name, (IRabbitMqReceiveEndpointConfigurator)endpoint);
            });
        });
    }

    public static void AddInMemoryBus(this IServiceCollection services, Action<IBusRegistrationConfigurator> addConsumers)
    {
        services.AddPublishOrder();
        services.AddSingleton<IErrorQueues, InMemoryErrorQueues>();
        services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            addConsumers(bus);
            bus.UsingInMemory((context, configurator) =>
            {
                UsePlainJson(configurator);
                configurator.ConfigureEndpoints(context);
            });
            bus.AddConfigureEndpointsCallback((_, endpoint) => endpoint.PublishFaults = false);
        });
    }

    private static void AddPublishOrder(this IServiceCollection services)
    {
        services.AddSingleton<PublishOrder>();
        services.AddPublishObserver(provider => provider.GetRequiredService<PublishOrder>());
    }

    private static void ConfigureQueue(IRegistrationContext context, string name, IRabbitMqReceiveEndpointConfigurator queue)
    {
        if (name.StartsWith(QueueNames.ListenerPrefix, StringComparison.Ordinal))
        {
            queue.Exclusive = true;
            queue.QueueExpiration = null;
            return;
        }

        context.GetRequiredService<QueueDeclarations>().Add(name);
        var quorumSize = context.GetRequiredService<IOptions<RabbitMqOptions>>().Value.QuorumSize;
        foreach (var (argument, value) in CommandQueue.Arguments(quorumSize)) queue.SetQueueArgument(argument, value);
        queue.BindDeadLetterQueue(QueueNames.DeadLetters);
    }

    /// <summary>
    /// Every message names the broker user that sent it. The broker refuses a wrong name, so that a receiver can tell
    /// whose word about a command's caller it may believe.
    /// </summary>
    private static void SignWithBrokerUser(IRabbitMqBusFactoryConfigurator configurator, RabbitMqOptions options)
    {
        var user = options.User ?? "guest";
        configurator.ConfigureSend(pipe => pipe.UseExecute(Sign));
        configurator.ConfigurePublish(pipe => pipe.UseExecute(Sign));

        void Sign(SendContext context)
        {
            if (context.TryGetPayload<RabbitMqSendContext>(out var message)) message.BasicProperties.UserId = user;
        }
    }

    private static void UsePlainJson(IBusFactoryConfigurator configurator)
    {
        configurator.ClearSerialization();
        configurator.UseRawJsonSerializer(RawSerializerOptions.AddTransportHeaders, isDefault: true);
        configurator.ConfigureJsonSerializerOptions(options =>
        {
            options.WriteIndented = false;
            return options;
        });
    }
}
