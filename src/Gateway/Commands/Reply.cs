namespace RentABot.Gateway.Commands;

/// <summary>What the allocator answered to a command: its result or a rejection.</summary>
/// <param name="Message">The result, or a <see cref="Contracts.CommandRejected"/>.</param>
/// <param name="Replayed">It repeats the answer to an earlier command.</param>
internal sealed record Reply(object Message, bool Replayed);
