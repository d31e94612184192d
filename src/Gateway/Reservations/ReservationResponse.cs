using RentABot.Contracts;

namespace RentABot.Gateway.Reservations;

/// <summary>A reservation as clients see it. Instants are UTC, durations whole seconds.</summary>
internal record ReservationResponse
{
    public ReservationResponse(ReservationState state, int? position)
    {
        ReservationId = state.ReservationId;
        Status = state.Status;
        Tags = state.Tags;
        Expression = state.Expression;
        ResourceName = state.Name;
        Quantity = state.Quantity;
        Ttl = state.Ttl;
        Priority = state.Priority;
        ClientId = state.ClientId;
        PositionInQueue = state.Status == ReservationStatus.Pending ? position : null;
        CreatedAt = state.CreatedAt;
        ExpiresAt = state.ExpiresAt;
        FulfilledAt = state.FulfilledAt;
        ClaimExpiresAt = state.ClaimExpiresAt;
        ClaimedAt = state.ClaimedAt;
        EndedAt = state.EndedAt;
        Reason = state.Reason;
        ResourceIds = state.ResourceIds;
    }

    public Guid ReservationId { get; }

    /// <summary>Where it stands.</summary>
    public ReservationStatus Status { get; }

    public IReadOnlyList<string> Tags { get; }

    public string? Expression { get; }

    /// <summary>The resource that was asked for by its name.</summary>
    public string? ResourceName { get; }

    public int Quantity { get; }

    /// <summary>Seconds that each lock will live, or the resource's maximum if that is less.</summary>
    public int Ttl { get; }

    public int Priority { get; }

    public string ClientId { get; }

    /// <summary>From 1, among the pending reservations that compete with it for some resource; null when it does not wait.</summary>
    public int? PositionInQueue { get; }

    public DateTimeOffset CreatedAt { get; }

    /// <summary>Until when it waits.</summary>
    public DateTimeOffset ExpiresAt { get; }

    public DateTimeOffset? FulfilledAt { get; }

    /// <summary>Until when it can be claimed.</summary>
    public DateTimeOffset? ClaimExpiresAt { get; }

    public DateTimeOffset? ClaimedAt { get; }

    public DateTimeOffset? EndedAt { get; }

    /// <summary>Why it ended, or why it waits again.</summary>
    public string? Reason { get; }

    /// <summary>The resources set aside for it, or locked by it.</summary>
    public IReadOnlyList<long> ResourceIds { get; }
}
