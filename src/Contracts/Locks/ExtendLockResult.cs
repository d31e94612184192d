namespace RentABot.Contracts;

/// <summary>A prolonged lock.</summary>
public sealed record ExtendLockResult
{
    /// <summary>When the lock ends now.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Seconds from its grant to that end.</summary>
    public required int TotalLockDuration { get; init; }
}
