namespace RentABot.Contracts;

/// <summary>Answers a command that changed nothing.</summary>
public sealed record CommandRejected
{
    /// <summary>A stable word, such as <c>already_locked</c>.</summary>
    public required string Code { get; init; }

    /// <summary>The HTTP status that belongs to the code.</summary>
    public required int Status { get; init; }

    /// <summary>What went wrong, for people. Never carries a lock token.</summary>
    public required string Detail { get; init; }

    /// <summary>For 422: messages by field, fields in snake_case.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Errors { get; init; }

    /// <summary>The ids and counts concerned, by their snake_case names.</summary>
    public IReadOnlyDictionary<string, long>? Figures { get; init; }
}
