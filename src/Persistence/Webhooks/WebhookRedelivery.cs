namespace RentABot.Persistence.Webhooks;

/// <summary>A wish to have deliveries made again: the gateway writes it, the scheduler does it once and notes that at its position.</summary>
public sealed class WebhookRedelivery
{
    public required Guid WebhookId { get; init; }

    /// <summary>1, 2, 3 … of a webhook.</summary>
    public required int Number { get; init; }

    /// <summary>Those of these events; null: chosen otherwise.</summary>
    public List<Guid>? EventIds { get; init; }

    /// <summary>Those that were given up.</summary>
    public bool Parked { get; init; }

    /// <summary>Those of all events since, whether there was a delivery or not.</summary>
    public DateTimeOffset? Since { get; init; }
    public required DateTimeOffset RequestedAt { get; init; }
}
