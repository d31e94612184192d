using System.Diagnostics;
using RentABot.Allocator.Commands;
using RentABot.Contracts;

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

    /// <summary>The W3C trace context that it is a part of; null: that of what submits it.</summary>
    public string? TraceParent { get; init; }

    /// <summary>What is done for it is a part of this in traces; null while nobody traces.</summary>
    public Activity? Span { get; set; }

    /// <summary>
    /// The marks that deciding this request reads or leaves. Two with the same one cannot be decided in one transaction:
    /// the second must find what the first left.
    /// </summary>
    public IEnumerable<string> TouchedMarks => this switch
    {
        { Command: AbandonCommand abandoned } => [MarkKeys.Of(abandoned.CommandId)],
        { Mark: null } => [],
        _ => [Mark, MarkKeys.Of(CommandId)],
    };

    /// <summary>One that the allocator makes itself, which may be repeated freely.</summary>
    public static WriteRequest OfItsOwn(object command) => new() { Command = command, CommandId = Guid.Empty, Mark = null, Caller = Caller.Clock };

    public TaskCompletionSource<WriteOutcome> Completion { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
