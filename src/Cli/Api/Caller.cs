namespace RentABot.Cli.Api;

/// <summary>Who the server takes the caller for.</summary>
internal sealed record Caller
{
    public required string Name { get; init; }
    public required string Role { get; init; }
    public IReadOnlyDictionary<string, long>? Limits { get; init; }
}
