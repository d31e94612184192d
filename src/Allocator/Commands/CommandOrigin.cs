namespace RentABot.Allocator.Commands;

/// <summary>What is known of a command beside itself.</summary>
/// <param name="CommandId">The id of its message.</param>
/// <param name="Caller">Who asks.</param>
/// <param name="IdempotencyKey">The caller's scoped key, which takes the id's place as the mark.</param>
/// <param name="AnswerBy">The instant (RFC 3339) after which nobody waits for the answer.</param>
/// <param name="TraceParent">The W3C trace context that it is a part of; null: that of its message.</param>
internal sealed record CommandOrigin(Guid? CommandId, Caller Caller, string? IdempotencyKey, string? AnswerBy, string? TraceParent = null);
