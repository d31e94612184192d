using RentABot.Contracts;
using RentABot.Gateway.Resources;

namespace RentABot.Gateway.Locks;

/// <summary>A granted lock. Its token is in this answer and nowhere else.</summary>
internal sealed record LockResponse
{
    /// <summary>The bearer secret that unlocks and extends this lock.</summary>
    public required string LockToken { get; init; }

    /// <summary>Larger for every later lock of the same resource.</summary>
    public required long FencingToken { get; init; }

    public required long ResourceId { get; init; }

    public required DateTimeOffset AcquiredAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Seconds until it ends.</summary>
    public required int ExpiresIn { get; init; }

    public required ResourceResponse Resource { get; init; }

    public static LockResponse Of(LockGranted granted, DateTimeOffset now) => new()
    {
        LockToken = granted.LockToken,
        FencingToken = granted.FencingToken,
        ResourceId = granted.ResourceId,
        AcquiredAt = granted.AcquiredAt,
        ExpiresAt = granted.ExpiresAt,
        ExpiresIn = Remaining.Seconds(granted.ExpiresAt, granted.AcquiredAt, now),
        Resource = ResourceResponse.Of(granted.Resource, now),
    };

    /// <summary>Says the lock without its token.</summary>
    public override string ToString() => $"LockResponse {{ ResourceId = {ResourceId} }}";
}
