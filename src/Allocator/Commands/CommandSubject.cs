using RentABot.Contracts;

namespace RentABot.Allocator.Commands;

/// <summary>What a command is about, as far as it names it, for whoever looks after the service.</summary>
internal readonly record struct CommandSubject(long? ResourceId = null, Guid? ReservationId = null)
{
    public static CommandSubject Of(object command) => command switch
    {
        LockResources { ResourceId: var id } => new(id),
        UnlockResource { ResourceId: var id } => new(id),
        ExtendLock { ResourceId: var id } => new(id),
        CreateReservation { ResourceId: var id } => new(id),
        ClaimReservation { ReservationId: var id } => new(null, id),
        CancelReservation { ReservationId: var id } => new(null, id),
        UpdateResource { ResourceId: var id } => new(id),
        RemoveResource { ResourceId: var id } => new(id),
        MarkUnavailable { ResourceId: var id } => new(id),
        MarkAvailable { ResourceId: var id } => new(id),
        _ => default,
    };
}
