using System.Diagnostics;

namespace RentABot.Chaos.History;

/// <summary>
/// The one clock of a run's clients: never set back, and close to the database's, which runs on the same machine.
/// </summary>
internal sealed class RunClock
{
    private readonly DateTimeOffset _start = TimeProvider.System.GetUtcNow();
    private readonly long _started = Stopwatch.GetTimestamp();

    public DateTimeOffset Now => _start + Stopwatch.GetElapsedTime(_started);
}
