using RentABot.Contracts;

namespace RentABot.Persistence.Locks;

public static class LockStates
{
    public static LockState ToState(this ResourceLock l) => new()
    {
        LockId = l.Id,
        ResourceId = l.ResourceId,
        ResourceName = l.ResourceName,
        ClientId = l.ClientId,
        Details = l.Details,
        FencingToken = l.FencingToken,
        AcquiredAt = l.AcquiredAt,
        ExpiresAt = l.ExpiresAt,
        ReservationId = l.ReservationId,
        EndedAt = l.EndedAt,
        EndReason = l.EndReason,
    };
}
