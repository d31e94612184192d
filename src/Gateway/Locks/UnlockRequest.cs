using RentABot.Contracts;

namespace RentABot.Gateway.Locks;

/// <summary>Ends a lock by its token, or by force.</summary>
internal sealed record UnlockRequest
{
    /// <summary>The token that the grant answered; not needed with force.</summary>
    public string? LockToken { get; init; }

    /// <summary>Ends anybody's lock.</summary>
    public bool? Force { get; init; }

    /// <summary>Why it is forced, up to 2000 characters.</summary>
    public string? Reason { get; init; }

    public UnlockResource ToCommand(long resourceId) => new()
    {
        ResourceId = resourceId,
        LockToken = LockToken,
        Force = Force ?? false,
        Reason = Reason,
    };

    /// <summary>Says the request without its secret.</summary>
    public override string ToString() => nameof(UnlockRequest);
}
