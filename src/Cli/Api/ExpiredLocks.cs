namespace RentABot.Cli.Api;

internal sealed record ExpiredLocks
{
    public required IReadOnlyList<ExpiredLock> Expired { get; init; }
}
