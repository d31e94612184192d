namespace RentABot.Persistence.Webhooks;

/// <summary>How far the log is turned into deliveries for a webhook. The scheduler's own.</summary>
public sealed class WebhookPosition
{
    public required Guid WebhookId { get; init; }

    /// <summary>The last event that was looked at.</summary>
    public long Sequence { get; set; }

    /// <summary>The last <see cref="WebhookRedelivery"/> that was done.</summary>
    public int Redelivery { get; set; }

    /// <summary>When the receiver said 410 Gone, and of which revision of the webhook: that one is delivered no more.</summary>
    public DateTimeOffset? GoneAt { get; set; }
    public int? GoneRevision { get; set; }

    /// <summary>When events were found to have been removed before they could become deliveries.</summary>
    public DateTimeOffset? MissedAt { get; set; }
}
