namespace RentABot.Fuzz.Api;

/// <summary>An operation as the document describes it.</summary>
internal sealed record Operation
{
    public required string Id { get; init; }

    public required HttpMethod Method { get; init; }

    public required string Path { get; init; }

    public required IReadOnlyList<Field> Parameters { get; init; }

    /// <summary>The kinds of body that it takes; none: it takes no body.</summary>
    public required IReadOnlyList<string> ContentTypes { get; init; }

    /// <summary>The properties of its JSON body.</summary>
    public required IReadOnlyList<Field> Body { get; init; }

    /// <summary>The statuses that it may answer.</summary>
    public required IReadOnlySet<int> Statuses { get; init; }
}
