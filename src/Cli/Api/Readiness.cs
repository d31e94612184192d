namespace RentABot.Cli.Api;

internal sealed record Readiness
{
    public required string Status { get; init; }
    public IReadOnlyDictionary<string, string> Checks { get; init; } = new Dictionary<string, string>();
    public string? Auth { get; init; }
}
