namespace RentABot.Contracts;

/// <summary>What became of one token.</summary>
public sealed record UnlockBatchItem
{
    /// <summary>The resource that the token's lock is, or was, on.</summary>
    public long? ResourceId { get; init; }

    /// <summary>What became of it.</summary>
    public required UnlockOutcome Result { get; init; }
}
