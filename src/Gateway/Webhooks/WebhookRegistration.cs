using Microsoft.Extensions.Options;
using RentABot.Hosting.Webhooks;

namespace RentABot.Gateway.Webhooks;

internal static class WebhookRegistration
{
    public static void AddWebhookApi(this IServiceCollection services)
    {
        services.AddWebhookSettings();
        services.AddSingleton<IValidateOptions<WebhookLimitOptions>, WebhookLimitOptionsValidator>();
        services.AddOptions<WebhookLimitOptions>().BindConfiguration(WebhookLimitOptions.Section).ValidateOnStart();
        services.AddSingleton<WebhookRules>();
        services.AddScoped<RepeatableRequests>();
        services.AddScoped<WebhookDesk>();
    }
}
