namespace RentABot.Gateway.Resources;

/// <summary>One page of resources.</summary>
internal sealed record ResourceListResponse
{
    public required IReadOnlyList<ResourceResponse> Resources { get; init; }

    /// <summary>From 1.</summary>
    public required int Page { get; init; }

    /// <summary>Resources a page.</summary>
    public required int Limit { get; init; }

    /// <summary>Resources on all pages.</summary>
    public required int Total { get; init; }
}
