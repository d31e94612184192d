namespace RentABot.Load.Report;

/// <summary>A figure beside what is asked for.</summary>
/// <param name="Figure">What it is.</param>
/// <param name="Asked">What it has to be.</param>
/// <param name="Measure">Returns null when it was not measured.</param>
internal sealed record Target(string Figure, string Asked, Func<Results, Outcome?> Measure);
