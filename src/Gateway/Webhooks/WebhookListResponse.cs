namespace RentABot.Gateway.Webhooks;

/// <summary>All webhooks, the oldest first: there are never many.</summary>
internal sealed record WebhookListResponse
{
    public required IReadOnlyList<WebhookResponse> Webhooks { get; init; }
}
