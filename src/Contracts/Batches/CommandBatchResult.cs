namespace RentABot.Contracts;

/// <summary>Answers a <see cref="CommandBatch"/>.</summary>
public sealed record CommandBatchResult
{
    /// <summary>An answer for each command, in the order of the commands.</summary>
    public required IReadOnlyList<BatchedReply> Replies { get; init; }
}
