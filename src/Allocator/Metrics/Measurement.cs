namespace RentABot.Allocator.Metrics;

/// <summary>One thing that was done in a write transaction, to be counted once that is committed.</summary>
/// <param name="What">What was done.</param>
/// <param name="Time">How long it took or was late, where that is measured.</param>
/// <param name="Result">Of an acquisition.</param>
internal readonly record struct Measurement(Measured What, TimeSpan Time = default, string Result = "");
