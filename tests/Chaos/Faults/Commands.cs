using RentABot.Contracts;

namespace RentABot.Chaos.Faults;

/// <summary>What can be said to the allocator.</summary>
internal static class Commands
{
    public static readonly IReadOnlyList<Type> All =
    [
        typeof(LockResources), typeof(UnlockResource), typeof(UnlockBatch), typeof(ExtendLock),
        typeof(CreateReservation), typeof(ClaimReservation), typeof(CancelReservation),
        typeof(ImportResources), typeof(MarkUnavailable), typeof(MarkAvailable), typeof(AbandonCommand), typeof(CommandBatch),
        typeof(ExpireLock), typeof(WarnLockExpiring), typeof(ExpireReservation), typeof(ExpireClaim),
        typeof(BeginMaintenance), typeof(EndMaintenance),
    ];

    public static string ExchangeOf(Type command) => $"{command.Namespace}:{command.Name}";
}
