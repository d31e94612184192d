namespace RentABot.Gateway.Locks;

/// <summary>What became of each token, in the order given.</summary>
internal sealed record UnlockBatchResponse
{
    /// <summary>How many locks this call ended.</summary>
    public required int Unlocked { get; init; }

    public required IReadOnlyList<UnlockBatchItemResponse> Results { get; init; }
}
