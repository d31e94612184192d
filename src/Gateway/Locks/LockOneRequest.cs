using RentABot.Contracts;

namespace RentABot.Gateway.Locks;

/// <summary>How to lock the resource that the address names.</summary>
internal sealed record LockOneRequest
{
    /// <summary>Seconds that the lock lives; absent: the default, or the resource's maximum if that is less.</summary>
    public int? Ttl { get; init; }

    /// <summary>Who will hold the lock, up to 200 characters; absent: the caller's own name.</summary>
    public string? ClientId { get; init; }

    /// <summary>What the holder says about the lock, up to 2000 characters.</summary>
    public string? Details { get; init; }

    public LockResources ToCommand(long resourceId) => new() { ResourceId = resourceId, Ttl = Ttl, ClientId = ClientId, Details = Details };
}
