using RentABot.Allocator.Commands;

namespace RentABot.Allocator.Writing;

/// <summary>A command that waits for the write loop.</summary>
internal sealed record WriteRequest
{
    public required object Command { get; init; }
    public required Guid CommandId { get; init; }

    /// <summary>What tells a repeat; null for commands that may be repeated freely.</summary>
    public required string? Mark { get; init; }
    public required Caller Caller { get; init; }

    /// <summary>After this instant nobody waits for the answer.</summary>
    public DateTimeOffset? AnswerBy { get; init; }

    public TaskCompletionSource<WriteOutcome> Completion { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
