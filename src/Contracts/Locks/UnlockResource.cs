namespace RentABot.Contracts;

/// <summary>Ends a lock: by its token, or by force. Answered by <see cref="UnlockResourceResult"/>; repeating it is fine.</summary>
public sealed record UnlockResource
{
    /// <summary>The locked resource.</summary>
    public required long ResourceId { get; init; }

    /// <summary>The token that the grant answered; not needed with <see cref="Force"/>.</summary>
    public string? LockToken { get; init; }

    /// <summary>Ends anybody's lock (administrators only).</summary>
    public bool Force { get; init; }

    /// <summary>Why it is forced, up to 2000 characters; stands in the audit trail.</summary>
    public string? Reason { get; init; }

    /// <summary>Says the command without its secret.</summary>
    public override string ToString() => nameof(UnlockResource);
}
