namespace RentABot.Contracts;

/// <summary>Resources whose maintenance ends. Says only "look at these now": the allocator judges each by the present state.</summary>
public sealed record EndMaintenance
{
    /// <summary>Up to 500 resources.</summary>
    public required IReadOnlyList<long> ResourceIds { get; init; }
}
