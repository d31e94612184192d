using RentABot.Persistence.Webhooks;

namespace RentABot.Gateway.Webhooks;

/// <summary>How the deliveries of a webhook stand, as the scheduler has it.</summary>
internal readonly record struct WebhookStanding(WebhookPosition? Position, int Pending, int Parked)
{
    public WebhookResponse ResponseOf(Webhook webhook) => WebhookResponse.Of(webhook, Position, Pending, Parked);
}
