using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using RentABot.Hosting;
using RentABot.Hosting.Metrics;
using RentABot.Hosting.Webhooks;

namespace RentABot.Scheduler.Webhooks;

internal static class WebhookRegistration
{
    public static void AddWebhooks(this IServiceCollection services)
    {
        services.AddWebhookSettings();
        services.AddServiceMeter();
        services.AddSingleton<WebhookMeter>();
        services.AddSingleton<WebhookWake>();
        services.AddSingleton<TargetConnector>();
        services.AddSingleton<DeliverySender>();
        services.AddSingleton<WebhookDeliverer>();
        services.AddSingleton<WebhookTriggers>();
        services.AddSingleton<EventFanOut>();
        services.AddSingleton<Redeliveries>();
        services.AddSingleton<WebhookSweep>();
        services.AddSingleton<WebhookHistory>();
        services.AddTransient<DeliverWebhookJob>();
        services.AddHostedService<WebhookService>();
    }

    /// <summary>A queue of this process alone.</summary>
    public static void AddWebhookListener(this IBusRegistrationConfigurator bus) => bus.AddConsumer<WebhookListener>().Endpoint(endpoint =>
    {
        endpoint.Name = QueueNames.ListenerPrefix + NewId.NextGuid().ToString("N");
        endpoint.Temporary = true;
    });
}
