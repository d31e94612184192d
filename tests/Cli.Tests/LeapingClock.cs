namespace RentABot.Cli.Tests;

/// <summary>A stopwatch that goes forward by itself and by leaps, as while a machine sleeps; timers do not leap.</summary>
internal sealed class LeapingClock : TimeProvider
{
    private long _ahead;

    public override long GetTimestamp() => base.GetTimestamp() + Interlocked.Read(ref _ahead);

    public void Leap(TimeSpan duration) => Interlocked.Add(ref _ahead, (long)(duration.TotalSeconds * TimestampFrequency));
}
