namespace RentABot.Gateway.Webhooks;

/// <summary>One page of a webhook's deliveries, the newest events first.</summary>
internal sealed record DeliveryListResponse
{
    public required IReadOnlyList<DeliveryResponse> Deliveries { get; init; }

    /// <summary>From 1.</summary>
    public required int Page { get; init; }

    /// <summary>Deliveries a page.</summary>
    public required int Limit { get; init; }

    /// <summary>Deliveries on all pages.</summary>
    public required int Total { get; init; }
}
