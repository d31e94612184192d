namespace RentABot.Contracts;

/// <summary>Ends many locks in one transaction. Answered by <see cref="UnlockBatchResult"/>.</summary>
public sealed record UnlockBatch
{
    /// <summary>1–1000 tokens; each one's outcome stands alone.</summary>
    public required IReadOnlyList<string> LockTokens { get; init; }

    /// <summary>Says the command without its secret.</summary>
    public override string ToString() => nameof(UnlockBatch);
}
