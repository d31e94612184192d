namespace RentABot.Scheduler.Sweeps;

/// <summary>
/// Begins at the machine's time and runs on evenly: a machine whose clock is set back while it runs goes on sweeping,
/// as nothing is judged by this time.
/// </summary>
internal sealed class SteadyTime(TimeProvider machine) : TimeProvider
{
    private readonly DateTimeOffset _begin = machine.GetUtcNow();
    private readonly long _beginTimestamp = machine.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => _begin + machine.GetElapsedTime(_beginTimestamp);
}
