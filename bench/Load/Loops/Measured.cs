namespace RentABot.Load.Loops;

/// <summary>What one measurement saw.</summary>
/// <param name="Count">How often it was done from beginning to end within the time.</param>
/// <param name="Elapsed">How long that was.</param>
/// <param name="Latencies">Of the part that is of interest.</param>
internal sealed record Measured(long Count, TimeSpan Elapsed, Latencies Latencies)
{
    public double PerSecond => Count / Elapsed.TotalSeconds;
}
