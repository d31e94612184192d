namespace RentABot.Cli.Api;

/// <summary>A reservation as the server answers it.</summary>
internal sealed record Reservation
{
    public required string ReservationId { get; init; }
    public required string Status { get; init; }
    public IReadOnlyList<string> Tags { get; init; } = [];
    public string? Expression { get; init; }
    public string? ResourceName { get; init; }
    public int Quantity { get; init; }
    public int Ttl { get; init; }
    public int Priority { get; init; }
    public string ClientId { get; init; } = "";
    public int? PositionInQueue { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? FulfilledAt { get; init; }
    public DateTimeOffset? ClaimExpiresAt { get; init; }
    public DateTimeOffset? ClaimedAt { get; init; }
    public DateTimeOffset? EndedAt { get; init; }
    public string? Reason { get; init; }
    public IReadOnlyList<long> ResourceIds { get; init; } = [];
    public WaitingFor? WaitingFor { get; init; }
    public DateTimeOffset? EstimatedStartAt { get; init; }
}
