namespace RentABot.Cli;

/// <summary>An instant on this machine's stopwatch, which no change of its clock moves.</summary>
internal readonly record struct Deadline(TimeProvider Time, long Since, TimeSpan After)
{
    /// <summary>
    /// No wait for one is longer at a time: timers stand still while the machine sleeps, which this stopwatch does not.
    /// </summary>
    public static readonly TimeSpan Slice = TimeSpan.FromSeconds(5);

    /// <summary>Never below zero.</summary>
    public TimeSpan Left => Time.GetElapsedTime(Since) is var passed && passed < After ? After - passed : TimeSpan.Zero;

    public bool IsOver => Left == TimeSpan.Zero;

    /// <summary>Whether it was yet to come at an earlier instant of the stopwatch.</summary>
    public bool IsAhead(long instant) => Time.GetElapsedTime(Since, instant) < After;

    public static Deadline In(TimeProvider time, TimeSpan duration) => new(time, time.GetTimestamp(), duration);
}
