using System.Diagnostics;

namespace RentABot.Allocator.Writing;

/// <summary>
/// Moments at which tests kill this process: <c>RENTABOT_FAULT_POINT=after-commit-before-reply:37</c> does so when the
/// point is reached for the 37th time. Debug builds alone have them.
/// </summary>
internal static class FaultPoint
{
    [Conditional("DEBUG")]
    public static void Reach(string name)
    {
#if DEBUG
        if (name != Name || Interlocked.Increment(ref _reached) != Count) return;
        using var self = Process.GetCurrentProcess();
        self.Kill();
#endif
    }

#if DEBUG
    private static readonly string[] Armed = (Environment.GetEnvironmentVariable("RENTABOT_FAULT_POINT") ?? "").Split(':');
    private static readonly string? Name = Armed.Length == 2 ? Armed[0] : null;
    private static readonly int Count = Armed.Length == 2 ? int.Parse(Armed[1], System.Globalization.CultureInfo.InvariantCulture) : 0;
    private static int _reached;
#endif
}
