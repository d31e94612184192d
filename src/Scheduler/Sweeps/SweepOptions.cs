namespace RentABot.Scheduler.Sweeps;

/// <summary>How often the database is searched for what is due.</summary>
internal sealed record SweepOptions
{
    public const string Section = "Sweep";
    public const int MinInterval = 50;
    public const int MaxInterval = 500;

    /// <summary>Milliseconds from one sweep to the next.</summary>
    public int IntervalMilliseconds { get; init; } = 250;

    public TimeSpan Interval => TimeSpan.FromMilliseconds(IntervalMilliseconds);
}
