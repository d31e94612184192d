namespace RentABot.Chaos.History;

/// <summary>A client drives a resource, which judges by the fencing token. In the order in which the resource saw them.</summary>
internal sealed record SimulatorUse(long ResourceId, long FencingToken, string Client, DateTimeOffset At, bool Accepted);
