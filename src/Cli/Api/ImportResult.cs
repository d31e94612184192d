namespace RentABot.Cli.Api;

internal sealed record ImportResult
{
    public int Created { get; init; }
    public int Updated { get; init; }
    public int Unchanged { get; init; }
    public int Pruned { get; init; }
    public int Skipped { get; init; }
    public IReadOnlyList<string> CreatedNames { get; init; } = [];
    public IReadOnlyList<string> UpdatedNames { get; init; } = [];
    public IReadOnlyList<string> PrunedNames { get; init; } = [];
    public IReadOnlyList<string> SkippedNames { get; init; } = [];
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
