namespace RentABot.Chaos.History;

/// <summary>Which resources, and how many. One of id, name, tags and expression is given.</summary>
internal sealed record Selection
{
    public long? ResourceId { get; init; }

    public string? Name { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    public string? Expression { get; init; }

    public int Quantity { get; init; } = 1;

    public override string ToString() => $"{Quantity} of {Wanted}";

    private string Wanted =>
        ResourceId is { } id ? $"resource {id}" : Name ?? Expression ?? string.Join(',', Tags);
}
