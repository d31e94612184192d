using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace RentABot.Hosting.Webhooks;

public static class WebhookSettings
{
    /// <summary>What <see cref="WebhookOptions"/> says. Services that share a process share it.</summary>
    public static void AddWebhookSettings(this IServiceCollection services)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<WebhookOptions>, WebhookOptionsValidator>());
        services.AddOptions<WebhookOptions>().BindConfiguration(WebhookOptions.Section).ValidateOnStart();
        services.TryAddSingleton<SecretBox>();
        services.TryAddSingleton<TargetRules>();
    }
}
