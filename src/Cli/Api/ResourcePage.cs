namespace RentABot.Cli.Api;

internal sealed record ResourcePage
{
    public required IReadOnlyList<Resource> Resources { get; init; }
    public int Page { get; init; }
    public int Limit { get; init; }
    public int Total { get; init; }
}
