namespace RentABot.Cli.Api;

/// <summary>The events LockReleased and LockExpired, as far as the holder needs them.</summary>
internal sealed record EndedLock
{
    public long ResourceId { get; init; }
    public required EndedLockState Lock { get; init; }
    public string? Actor { get; init; }
    public string? Reason { get; init; }

    /// <summary>Who ended it by force, and why; null where nobody did.</summary>
    public string? Describe() => Lock.EndReason == "forced" ? $"ended by {Actor}{(string.IsNullOrEmpty(Reason) ? ", who gave no reason" : $": {Reason}")}" : null;
}

internal sealed record EndedLockState(long FencingToken, string? EndReason);
