namespace RentABot.Contracts;

/// <summary>
/// Commands that share a message, and are decided in one transaction where that is possible. Each stands alone all the
/// same: it has its own mark and its own answer. Answered by <see cref="CommandBatchResult"/>.
/// </summary>
public sealed record CommandBatch
{
    /// <summary>How many commands a message may carry.</summary>
    public const int MaxCommands = 64;

    /// <summary>1–64 commands, in the order in which they are to be decided.</summary>
    public required IReadOnlyList<BatchedCommand> Commands { get; init; }
}
