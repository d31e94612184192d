namespace RentABot.Chaos.Books;

internal sealed record ResourceRow
{
    public required long Id { get; init; }

    public required string Name { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    public required int MaxLockDuration { get; init; }

    public bool Unavailable { get; init; }

    public required int Revision { get; init; }
}
