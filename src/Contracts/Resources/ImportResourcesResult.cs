namespace RentABot.Contracts;

/// <summary>What an import did.</summary>
public sealed record ImportResourcesResult
{
    /// <summary>Resources that are new.</summary>
    public required int Created { get; init; }

    /// <summary>Resources that changed.</summary>
    public required int Updated { get; init; }

    /// <summary>Resources that were so already.</summary>
    public required int Unchanged { get; init; }

    /// <summary>Resources that were absent and are removed.</summary>
    public required int Pruned { get; init; }

    /// <summary>Names of resources that were absent and stay because they are locked or held.</summary>
    public required IReadOnlyList<string> Skipped { get; init; }
}
