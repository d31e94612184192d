using RentABot.Cli.Api;

namespace RentABot.Cli.Waiting;

/// <summary>A lock of ours, by this machine's stopwatch.</summary>
/// <param name="Token">Its secret.</param>
/// <param name="FencingToken">Its number.</param>
/// <param name="Resource">What it is on.</param>
/// <param name="End">Until then it surely runs.</param>
/// <param name="Longest">Until then it can be prolonged.</param>
internal sealed record HeldLock(string Token, long FencingToken, Resource Resource, Deadline End, Deadline Longest)
{
    /// <summary>The server rounds up, and said it later than it was asked.</summary>
    private static readonly TimeSpan Rounding = TimeSpan.FromSeconds(1);

    public static HeldLock Of(GrantedLock granted, TimeProvider time, long askedAt)
    {
        // Instants of the server are compared with each other only: its clock is not this machine's.
        var left = TimeSpan.FromSeconds(granted.ExpiresIn) - Rounding;
        var more = TimeSpan.FromSeconds(granted.Resource.MaxLockDuration) - (granted.ExpiresAt - granted.AcquiredAt);
        return new HeldLock(
            granted.LockToken, granted.FencingToken, granted.Resource, new Deadline(time, askedAt, left), new Deadline(time, askedAt, left + more));
    }

    /// <summary>Says the lock without its token.</summary>
    public override string ToString() => Resource.Name;
}
