namespace RentABot.Gateway.Locks;

/// <summary>Ends many locks at once.</summary>
internal sealed record UnlockBatchRequest
{
    /// <summary>1–1000 tokens; each one's outcome stands alone.</summary>
    public IReadOnlyList<string>? LockTokens { get; init; }

    /// <summary>Says the request without its secrets.</summary>
    public override string ToString() => nameof(UnlockBatchRequest);
}
