namespace RentABot.Cli.Api;

internal sealed record Extended
{
    public required DateTimeOffset ExpiresAt { get; init; }
    public int TotalLockDuration { get; init; }
}
