namespace RentABot.Cli.Api;

/// <summary>A lock as the call that grants it answers it, with its secret.</summary>
internal sealed record GrantedLock
{
    public required string LockToken { get; init; }
    public required long FencingToken { get; init; }
    public required long ResourceId { get; init; }
    public required DateTimeOffset AcquiredAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Seconds, rounded up.</summary>
    public required int ExpiresIn { get; init; }

    public required Resource Resource { get; init; }

    /// <summary>Says the lock without its token.</summary>
    public override string ToString() => $"GrantedLock {{ ResourceId = {ResourceId} }}";
}
