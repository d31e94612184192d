namespace RentABot.Contracts;

/// <summary>What became of each token of <see cref="UnlockBatch"/>.</summary>
public sealed record UnlockBatchResult
{
    /// <summary>How many locks this command ended.</summary>
    public required int Unlocked { get; init; }

    /// <summary>One outcome a token, in the order given.</summary>
    public required IReadOnlyList<UnlockBatchItem> Results { get; init; }
}
