namespace RentABot.Gateway.Web.History;

/// <summary>How much a resource was used.</summary>
/// <param name="Observed">The time that is known; null: none.</param>
/// <param name="Locked">The share of it in which it was locked, 0–1.</param>
/// <param name="OutOfService">The share in which it was in maintenance, locked or not.</param>
/// <param name="Locks">Locks that ran at some time in it.</param>
/// <param name="MeanLock">The mean length of those that ended in it; null: none did.</param>
public sealed record Utilisation(TimeWindow? Observed, double Locked, double OutOfService, int Locks, TimeSpan? MeanLock)
{
    /// <param name="stretches">Of one resource.</param>
    /// <param name="window">What is looked at, up to now.</param>
    /// <param name="knownSince">When the resource began to exist, or its history to be kept.</param>
    public static Utilisation Of(IReadOnlyList<Stretch> stretches, TimeWindow window, DateTimeOffset knownSince)
    {
        if (window.Clip(knownSince, null) is not { } observed) return new Utilisation(null, 0, 0, 0, null);
        var locks = stretches.Where(s => s.Kind == StretchKind.Locked && observed.Clip(s.From, s.To) is not null).ToList();
        var lengths = locks.Where(s => !s.Runs && s.To <= observed.To).Select(s => s.To - s.From).OfType<TimeSpan>().ToList();
        return new Utilisation(
            observed,
            ShareOf(StretchKind.Locked),
            ShareOf(StretchKind.Maintenance),
            locks.Count,
            lengths.Count == 0 ? null : TimeSpan.FromTicks((long)lengths.Average(length => length.Ticks)));

        double ShareOf(StretchKind kind) =>
            stretches.Where(s => s.Kind == kind).Sum(s => observed.Clip(s.From, s.To)?.Length.Ticks ?? 0) / (double)observed.Length.Ticks;
    }
}
