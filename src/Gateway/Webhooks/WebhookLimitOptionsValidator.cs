using Microsoft.Extensions.Options;
using RentABot.Hosting;
using RentABot.Rules;

namespace RentABot.Gateway.Webhooks;

internal sealed class WebhookLimitOptionsValidator : IValidateOptions<WebhookLimitOptions>
{
    public ValidateOptionsResult Validate(string? name, WebhookLimitOptions options) =>
        new SettingBounds(WebhookLimitOptions.Section).Check(nameof(options.Max), options.Max, 0, Limits.MaxWebhooks).Result;
}
