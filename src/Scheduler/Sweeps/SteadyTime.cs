namespace RentABot.Scheduler.Sweeps;

/// <summary>
/// Begins at the machine's time and runs on evenly: a machine whose clock is set back while it runs goes on sweeping,
/// as nothing is judged by this time.
/// </summary>
internal sealed class SteadyTime : TimeProvider
{
    private readonly DateTimeOffset _begin = System.GetUtcNow();
    private readonly long _beginTimestamp = System.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => _begin + System.GetElapsedTime(_beginTimestamp);
}
