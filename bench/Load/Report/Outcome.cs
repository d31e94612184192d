namespace RentABot.Load.Report;

/// <summary>What a figure came to.</summary>
internal sealed record Outcome(string Measured, bool Reached);
