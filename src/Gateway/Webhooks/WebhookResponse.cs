using System.Text.Json.Serialization;
using RentABot.Persistence.Webhooks;

namespace RentABot.Gateway.Webhooks;

/// <summary>A webhook, and how its deliveries stand.</summary>
internal sealed record WebhookResponse
{
    public required Guid Id { get; init; }
    public required string Url { get; init; }

    /// <summary>The names of the events that are delivered; none: all.</summary>
    public required IReadOnlyList<string> Types { get; init; }

    /// <summary>Tags that what an event tells of must have, all of them.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    public required bool Enabled { get; init; }

    /// <summary>What deliveries are signed with. In the answer that sets it, and never again.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Secret { get; init; }

    /// <summary>Until then the secret before it signs as well.</summary>
    public required DateTimeOffset? PreviousSecretUntil { get; init; }

    /// <summary>When the receiver said 410 Gone: nothing is delivered until the webhook is changed.</summary>
    public required DateTimeOffset? GoneAt { get; init; }

    /// <summary>When events were last found to have been removed with old history before they could be delivered.</summary>
    public required DateTimeOffset? MissedAt { get; init; }

    /// <summary>Deliveries that wait to be made.</summary>
    public required int Pending { get; init; }

    /// <summary>Deliveries that were given up.</summary>
    public required int Parked { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    public static WebhookResponse Of(Webhook webhook, WebhookPosition? position, int pending, int parked) => new()
    {
        Id = webhook.Id,
        Url = webhook.Url,
        Types = webhook.Types,
        Tags = webhook.Tags,
        Enabled = webhook.Enabled,
        PreviousSecretUntil = webhook.PreviousSecretUntil,
        GoneAt = position?.GoneRevision == webhook.Revision ? position.GoneAt : null,
        MissedAt = position?.MissedAt,
        Pending = pending,
        Parked = parked,
        CreatedAt = webhook.CreatedAt,
        UpdatedAt = webhook.UpdatedAt,
    };
}
