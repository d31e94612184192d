using RentABot.Contracts;
using RentABot.Persistence.Deadlines;

namespace RentABot.Scheduler.Sweeps;

/// <summary>The messages that tell the allocator what to look at.</summary>
internal static class DueMessages
{
    public const int MaxIds = 500;

    /// <summary>One message for each 500 of a kind, the most urgent kind first.</summary>
    public static IEnumerable<(object Message, Deadline[] Due)> For(IEnumerable<Deadline> due) =>
        from kind in due.GroupBy(d => d.Kind)
        orderby kind.Key
        from chunk in kind.Chunk(MaxIds)
        select (ToMessage(kind.Key, chunk), chunk);

    private static object ToMessage(DeadlineKind kind, Deadline[] due) => kind switch
    {
        DeadlineKind.LockExpiry => new ExpireLock { LockIds = Ids(due) },
        DeadlineKind.ClaimExpiry => new ExpireClaim { ReservationIds = Ids(due) },
        DeadlineKind.ReservationExpiry => new ExpireReservation { ReservationIds = Ids(due) },
        DeadlineKind.MaintenanceEnd => new EndMaintenance { ResourceIds = ResourceIds(due) },
        DeadlineKind.MaintenanceBegin => new BeginMaintenance { ResourceIds = ResourceIds(due) },
        DeadlineKind.LockWarning => new WarnLockExpiring { LockIds = Ids(due) },
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Nothing is sent for it"),
    };

    private static Guid[] Ids(Deadline[] due) => Array.ConvertAll(due, d => d.Id);

    private static long[] ResourceIds(Deadline[] due) => Array.ConvertAll(due, d => d.ResourceId);
}
