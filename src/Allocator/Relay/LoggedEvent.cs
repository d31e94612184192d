namespace RentABot.Allocator.Relay;

/// <summary>What is published of an event in the log, and the trace that it belongs to.</summary>
internal readonly record struct LoggedEvent(long Sequence, Guid EventId, string Type, string Body, string? TraceParent);
