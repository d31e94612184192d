namespace RentABot.Gateway.Webhooks;

/// <summary>Which deliveries are to be made again: one of these.</summary>
internal sealed record RedeliverRequest
{
    /// <summary>1–1000 ids of deliveries.</summary>
    public IReadOnlyList<string>? DeliveryIds { get; init; }

    /// <summary>parked: those that were given up.</summary>
    public string? Status { get; init; }

    /// <summary>Those of all events since, whether they were delivered, given up, or never meant for this webhook as it was then.</summary>
    public DateTimeOffset? Since { get; init; }
}
