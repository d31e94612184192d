using RentABot.Hosting.Webhooks;
using RentABot.Rules;

namespace RentABot.Gateway.Webhooks;

/// <summary>How many webhooks there may be.</summary>
internal sealed record WebhookLimitOptions
{
    public const string Section = WebhookOptions.Section;

    public int Max { get; init; } = Limits.MaxWebhooks;
}
