namespace RentABot.Contracts;

/// <summary>Resources whose planned maintenance begins. Says only "look at these now": the allocator judges each by the present state.</summary>
public sealed record BeginMaintenance
{
    /// <summary>Up to 500 resources.</summary>
    public required IReadOnlyList<long> ResourceIds { get; init; }
}
