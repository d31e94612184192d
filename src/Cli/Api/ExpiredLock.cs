namespace RentABot.Cli.Api;

internal sealed record ExpiredLock
{
    public long ResourceId { get; init; }
    public string ResourceName { get; init; } = "";
    public string ClientId { get; init; } = "";
    public DateTimeOffset AcquiredAt { get; init; }
    public DateTimeOffset ExpiredAt { get; init; }
}
