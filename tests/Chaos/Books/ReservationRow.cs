using RentABot.Contracts;

namespace RentABot.Chaos.Books;

internal sealed record ReservationRow
{
    public required Guid Id { get; init; }

    public required ReservationStatus Status { get; init; }

    public required string ClientId { get; init; }

    public long? ResourceId { get; init; }

    public string? Name { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    public string? Expression { get; init; }

    public required int Quantity { get; init; }

    public required int Ttl { get; init; }

    /// <summary>A resource that allows less serves it too.</summary>
    public bool TtlIsDefault { get; init; }

    public required DateTimeOffset Rank { get; init; }

    public required long Arrival { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? FulfilledAt { get; init; }

    public DateTimeOffset? ClaimExpiresAt { get; init; }

    public DateTimeOffset? ClaimedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public IReadOnlyList<long> ResourceIds { get; init; } = [];

    public required int Revision { get; init; }
}
