namespace RentABot.Gateway.Reservations;

/// <summary>When a wait is over, by this machine's stopwatch.</summary>
internal readonly record struct WaitDeadline(TimeProvider Time, long Since, TimeSpan Patience)
{
    /// <summary>Never below zero.</summary>
    public TimeSpan Left => Time.GetElapsedTime(Since) is var passed && passed < Patience ? Patience - passed : TimeSpan.Zero;
}
