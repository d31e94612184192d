namespace RentABot.Scheduler.Sweeps;

/// <summary>When a sweep last came through, with the lease or finding that another node has it.</summary>
internal sealed class SweepHealth(TimeProvider time)
{
    private long _lastSuccess;
    private volatile bool _anySuccess;

    /// <summary>Null before the first.</summary>
    public TimeSpan? SinceLastSuccess => _anySuccess ? time.GetElapsedTime(Volatile.Read(ref _lastSuccess)) : null;

    public void Succeeded()
    {
        Volatile.Write(ref _lastSuccess, time.GetTimestamp());
        _anySuccess = true;
    }
}
