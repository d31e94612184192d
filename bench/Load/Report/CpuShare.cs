namespace RentABot.Load.Report;

/// <summary>Processor time of one process in one round.</summary>
/// <param name="Process">Its name.</param>
/// <param name="Seconds">The time.</param>
/// <param name="Elapsed">Seconds that the round took.</param>
/// <param name="Count">How often the work was done.</param>
internal sealed record CpuShare(string Process, double Seconds, double Elapsed, long Count)
{
    public double MillisecondsEach => 1000 * Seconds / Count;

    /// <summary>Of one core.</summary>
    public double Share => Seconds / Elapsed;
}
