using RentABot.Contracts;

namespace RentABot.Persistence.Reservations;

public static class ReservationStates
{
    /// <summary>The states of one that waits, or has something set aside.</summary>
    public static readonly IReadOnlyList<string> Open = [nameof(ReservationStatus.Pending), nameof(ReservationStatus.Fulfilled)];

    public static ReservationState ToState(this Reservation r) => r.ToState(Enum.Parse<ReservationStatus>(r.Status));

    /// <summary>The state as it will be once the running transition is through.</summary>
    public static ReservationState ToState(this Reservation r, ReservationStatus status) => new()
    {
        ReservationId = r.CorrelationId,
        Status = status,
        Tags = r.Tags,
        Expression = r.Expression,
        Name = r.Name,
        ResourceId = r.ResourceId,
        Quantity = r.Quantity,
        Ttl = r.Ttl,
        Priority = r.Priority,
        ClientId = r.ClientId,
        CreatedAt = r.CreatedAt,
        ExpiresAt = r.ExpiresAt,
        ClaimWindow = r.ClaimWindow,
        FulfilledAt = r.FulfilledAt,
        ClaimExpiresAt = r.ClaimExpiresAt,
        ClaimedAt = r.ClaimedAt,
        EndedAt = r.EndedAt,
        Reason = r.Reason,
        ResourceIds = r.ResourceIds,
        Revision = r.Revision,
    };
}
