using RentABot.Contracts;

namespace RentABot.Gateway.Locks;

/// <summary>Prolongs a lock. Exactly one of the two durations is given.</summary>
internal sealed record ExtendRequest
{
    /// <summary>The token that the grant answered.</summary>
    public string? LockToken { get; init; }

    /// <summary>Seconds from the present expiry.</summary>
    public int? AdditionalTtl { get; init; }

    /// <summary>Seconds from now: a heartbeat.</summary>
    public int? Ttl { get; init; }

    public ExtendLock ToCommand(long resourceId) => new()
    {
        ResourceId = resourceId,
        LockToken = LockToken ?? "",
        AdditionalTtl = AdditionalTtl,
        Ttl = Ttl,
    };

    /// <summary>Says the request without its secret.</summary>
    public override string ToString() => nameof(ExtendRequest);
}
