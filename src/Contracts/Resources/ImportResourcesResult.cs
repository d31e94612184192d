namespace RentABot.Contracts;

/// <summary>What an import did.</summary>
public sealed record ImportResourcesResult
{
    /// <summary>So many names each of <see cref="CreatedNames"/>, <see cref="UpdatedNames"/> and <see cref="PrunedNames"/> has at most.</summary>
    public const int MostNames = 100;

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

    /// <summary>The names of the new ones, the first of them where they are many.</summary>
    public IReadOnlyList<string> CreatedNames { get; init; } = [];

    /// <summary>The names of those that changed, the first of them where they are many.</summary>
    public IReadOnlyList<string> UpdatedNames { get; init; } = [];

    /// <summary>The names of those that are removed, the first of them where they are many.</summary>
    public IReadOnlyList<string> PrunedNames { get; init; } = [];
}
