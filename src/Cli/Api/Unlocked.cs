namespace RentABot.Cli.Api;

/// <summary>What an unlock by force leaves.</summary>
internal sealed record Unlocked
{
    public required Resource Resource { get; init; }
}
