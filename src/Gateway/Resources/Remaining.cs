using RentABot.Contracts;

namespace RentABot.Gateway.Resources;

/// <summary>How much of a lock is left.</summary>
internal static class Remaining
{
    /// <summary>
    /// Whole seconds, rounded up, never below 0. The estimate of the present may lag a little behind the grant, which
    /// must not make a lock look longer than it is.
    /// </summary>
    public static int Seconds(DateTimeOffset end, DateTimeOffset? begin, DateTimeOffset now)
    {
        var left = end - (begin > now ? begin.Value : now);
        return (int)Math.Max(0, Math.Ceiling(left.TotalSeconds));
    }

    public static bool IsExpiring(this ResourceState state, DateTimeOffset now) => state.Locked && state.LockExpiringAt <= now;
}
