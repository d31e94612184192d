namespace RentABot.Cli.Api;

/// <summary>What became of each token, in the order given.</summary>
internal sealed record UnlockResults
{
    public int Unlocked { get; init; }
    public required IReadOnlyList<UnlockResult> Results { get; init; }
}
