namespace RentABot.Allocator.Writing;

/// <summary>What became of a command.</summary>
/// <param name="Reply">Its result, a <see cref="Contracts.CommandRejected"/>, or null where nobody is answered.</param>
/// <param name="Replayed">The reply repeats the answer to an earlier command.</param>
/// <param name="Failed">The service is at fault, not the command.</param>
internal sealed record WriteOutcome(object? Reply, bool Replayed = false, bool Failed = false);
