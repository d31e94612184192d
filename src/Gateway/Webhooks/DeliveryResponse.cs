using RentABot.Persistence.Webhooks;

namespace RentABot.Gateway.Webhooks;

/// <summary>One event for one webhook.</summary>
internal sealed record DeliveryResponse
{
    /// <summary>The event's id, which the receiver gets as webhook-id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The event's number.</summary>
    public required long Sequence { get; init; }

    public required string EventType { get; init; }

    /// <summary>What the event tells of, such as resources/7. Deliveries of one subject are made in order.</summary>
    public required string Subject { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }
    public required WebhookDeliveryStatus Status { get; init; }

    /// <summary>How many there were since it was last asked for.</summary>
    public required int Attempts { get; init; }

    /// <summary>When it is attempted next; null: not any more.</summary>
    public required DateTimeOffset? NextAttemptAt { get; init; }

    public required DateTimeOffset? LastAttemptAt { get; init; }

    /// <summary>The HTTP status that the receiver answered last.</summary>
    public required int? LastStatus { get; init; }

    /// <summary>Why the last attempt failed, in a word.</summary>
    public required string? LastError { get; init; }

    /// <summary>When the receiver took it.</summary>
    public required DateTimeOffset? DeliveredAt { get; init; }
}
