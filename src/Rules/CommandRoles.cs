using RentABot.Contracts;

namespace RentABot.Rules;

/// <summary>
/// The least role that a command asks for. The gateway applies it before it sends, the allocator before it acts, since
/// commands also come straight from the bus.
/// </summary>
public static class CommandRoles
{
    public static Role RequiredFor(object command) => command switch
    {
        UnlockResource { Force: true } => Role.Admin,
        RegisterResource or UpdateResource or RemoveResource or ImportResources => Role.Admin,
        MarkUnavailable or MarkAvailable => Role.Maintainer,
        LockResources or UnlockResource or UnlockBatch or ExtendLock => Role.User,
        CreateReservation or ClaimReservation or CancelReservation or AbandonCommand => Role.User,

        // These say "look now" and change nothing that is not due.
        ExpireLock or WarnLockExpiring or ExpireReservation or ExpireClaim or BeginMaintenance or EndMaintenance => Role.ReadOnly,
        _ => Role.Admin,
    };
}
