namespace RentABot.Gateway.Locks;

/// <summary>A prolonged lock.</summary>
internal sealed record ExtendResponse
{
    /// <summary>When it ends now.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Seconds from its grant to that end.</summary>
    public required int TotalLockDuration { get; init; }
}
