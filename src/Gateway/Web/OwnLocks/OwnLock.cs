namespace RentABot.Gateway.Web.OwnLocks;

/// <summary>A lock that was granted to this browser.</summary>
/// <param name="ResourceId">What it is on.</param>
/// <param name="FencingToken">Tells it from every other lock of that resource.</param>
/// <param name="User">Who asked for it, signed in here.</param>
/// <param name="Token">The bearer secret.</param>
internal sealed record OwnLock(long ResourceId, long FencingToken, string User, string Token)
{
    /// <summary>Says the lock without its secret.</summary>
    public override string ToString() => $"OwnLock {{ ResourceId = {ResourceId} }}";
}
