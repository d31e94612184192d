namespace RentABot.Allocator.Metrics;

/// <summary>One thing that was done in a write transaction, to be counted once that is committed.</summary>
/// <param name="What">What was done.</param>
/// <param name="Time">How long it took or was late, where that is measured.</param>
/// <param name="Label">The result of an acquisition, the priority of who was served.</param>
internal readonly record struct Measurement(Measured What, TimeSpan Time = default, string Label = "");
