namespace RentABot.Contracts;

/// <summary>A reservation in full, as replies and events carry it. Instants are UTC, durations seconds.</summary>
public sealed record ReservationState
{
    /// <summary>Identifies the reservation.</summary>
    public required Guid ReservationId { get; init; }

    /// <summary>Where it stands.</summary>
    public required ReservationStatus Status { get; init; }

    /// <summary>All of these tags are asked for.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>The label expression asked for.</summary>
    public string? Expression { get; init; }

    /// <summary>The resource asked for by name.</summary>
    public string? Name { get; init; }

    /// <summary>The resource asked for by id.</summary>
    public long? ResourceId { get; init; }

    /// <summary>How many resources are asked for: all of them or none.</summary>
    public required int Quantity { get; init; }

    /// <summary>How long each lock will live, or the resource's maximum if that is less.</summary>
    public required int Ttl { get; init; }

    /// <summary>1 (most urgent) to 10.</summary>
    public required int Priority { get; init; }

    /// <summary>Who asked.</summary>
    public required string ClientId { get; init; }

    /// <summary>When it joined the queue.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Until when it waits.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>How long its resources stay set aside for the claim.</summary>
    public required int ClaimWindow { get; init; }

    /// <summary>When its resources were set aside.</summary>
    public DateTimeOffset? FulfilledAt { get; init; }

    /// <summary>Until when it can be claimed.</summary>
    public DateTimeOffset? ClaimExpiresAt { get; init; }

    /// <summary>When it was claimed.</summary>
    public DateTimeOffset? ClaimedAt { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Why it ended, or why it waits again.</summary>
    public string? Reason { get; init; }

    /// <summary>The resources set aside for it, or locked by it.</summary>
    public required IReadOnlyList<long> ResourceIds { get; init; }

    /// <summary>1, 2, 3 …: one more with every event about this reservation.</summary>
    public required int Revision { get; init; }
}
