namespace RentABot.Gateway.Descriptors;

/// <summary>What an import did.</summary>
internal sealed record ImportResponse
{
    /// <summary>Resources that are new.</summary>
    public required int Created { get; init; }

    /// <summary>Resources that changed.</summary>
    public required int Updated { get; init; }

    /// <summary>Resources that were so already.</summary>
    public required int Unchanged { get; init; }

    /// <summary>Resources that were absent and are removed.</summary>
    public required int Pruned { get; init; }

    /// <summary>Resources that were absent and stay because they are in use.</summary>
    public required int Skipped { get; init; }

    /// <summary>The names of the new ones, the first 100 of them.</summary>
    public required IReadOnlyList<string> CreatedNames { get; init; }

    /// <summary>The names of the changed ones, the first 100 of them.</summary>
    public required IReadOnlyList<string> UpdatedNames { get; init; }

    /// <summary>The names of the removed ones, the first 100 of them.</summary>
    public required IReadOnlyList<string> PrunedNames { get; init; }

    /// <summary>The names of the skipped ones.</summary>
    public required IReadOnlyList<string> SkippedNames { get; init; }

    /// <summary>What was left out of the descriptor, with its line.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }
}
