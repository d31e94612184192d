namespace RentABot.Cli.Api;

internal sealed record LockRequest
{
    public long? Id { get; init; }
    public string? Name { get; init; }
    public IReadOnlyList<string>? Tags { get; init; }
    public string? Expression { get; init; }
    public int? Quantity { get; init; }
    public int? Ttl { get; init; }
    public string? ClientId { get; init; }
    public string? Details { get; init; }
}
