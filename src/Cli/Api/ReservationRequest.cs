namespace RentABot.Cli.Api;

internal sealed record ReservationRequest
{
    public string? Name { get; init; }
    public IReadOnlyList<string>? Tags { get; init; }
    public string? Expression { get; init; }
    public int? Quantity { get; init; }
    public int? Ttl { get; init; }
    public string? ClientId { get; init; }
    public int? Priority { get; init; }
    public int? MaxWaitTime { get; init; }
    public int? ClaimWindow { get; init; }
    public bool? AllowUnsatisfiable { get; init; }
}
