namespace RentABot.Cli.Api;

/// <summary>What a pending reservation waits for.</summary>
internal sealed record WaitingFor
{
    public int Gathered { get; init; }
    public int Quantity { get; init; }
    public int Matching { get; init; }
    public int Free { get; init; }
    public int Locked { get; init; }
    public int Held { get; init; }
    public int Unavailable { get; init; }

    /// <summary>Of the locked: in maintenance once their locks end.</summary>
    public int LockedThenUnavailable { get; init; }
}
