using RentABot.Chaos.History;

namespace RentABot.Chaos.Clients;

/// <summary>A lock in its holder's hands.</summary>
internal sealed class HeldLock(Grant grant, string token)
{
    public Grant Grant => grant;

    public LockReference Reference => grant.Lock;

    /// <summary>The bearer secret.</summary>
    public string Token => token;

    /// <summary>By the database's clock, as far as its holder was told.</summary>
    public DateTimeOffset ExpiresAt { get; set; } = grant.ExpiresAt;

    /// <summary>Says the lock without its token.</summary>
    public override string ToString() => $"{Reference}";
}
