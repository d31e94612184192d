namespace RentABot.Scheduler.Tests;

internal static class Limits
{
    /// <summary>For what takes a moment on a machine with nothing else to do.</summary>
    public static readonly TimeSpan Wait = TimeSpan.FromSeconds(30);
}
