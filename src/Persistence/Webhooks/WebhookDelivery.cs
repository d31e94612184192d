namespace RentABot.Persistence.Webhooks;

/// <summary>One event for one webhook. The scheduler's own.</summary>
public sealed class WebhookDelivery
{
    public required Guid WebhookId { get; init; }

    /// <summary>The event's.</summary>
    public required long Sequence { get; init; }

    /// <summary>By which receivers know a repeat.</summary>
    public required Guid EventId { get; init; }
    public required string Type { get; init; }

    /// <summary>What the event tells of, such as <c>resources/7</c>: deliveries of one subject are made in order.</summary>
    public required string Subject { get; init; }
    public required DateTimeOffset OccurredAt { get; init; }
    public WebhookDeliveryStatus Status { get; set; }

    /// <summary>Since it was last due from its beginning.</summary>
    public int Attempts { get; set; }
    public required DateTimeOffset NextAttemptAt { get; set; }

    /// <summary>A failure after this instant is the last.</summary>
    public required DateTimeOffset GiveUpAt { get; set; }
    public DateTimeOffset? LastAttemptAt { get; set; }

    /// <summary>What the receiver answered last; null: nothing.</summary>
    public int? LastStatus { get; set; }

    /// <summary>Why the last attempt failed, in a word.</summary>
    public string? LastError { get; set; }

    /// <summary>When it was delivered, or given up.</summary>
    public DateTimeOffset? EndedAt { get; set; }
}
