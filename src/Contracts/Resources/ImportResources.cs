namespace RentABot.Contracts;

/// <summary>Creates and updates resources by name in one transaction. Answered by <see cref="ImportResourcesResult"/>.</summary>
public sealed record ImportResources
{
    /// <summary>1–10000 entries with distinct names.</summary>
    public required IReadOnlyList<ResourceDescription> Resources { get; init; }

    /// <summary>Also removes the resources that are absent here and not in use.</summary>
    public bool Prune { get; init; }
}
