using Microsoft.EntityFrameworkCore;
using RentABot.Contracts;
using RentABot.Persistence;
using RentABot.Persistence.Events;

namespace RentABot.Allocator.Deadlines;

/// <summary>The ledger's head and the earliest deadline of each kind, in one round trip of index look-ups.</summary>
internal sealed record NextDeadlines
{
    public required LedgerHead Head { get; init; }
    public DateTimeOffset? LockExpiry { get; init; }
    public DateTimeOffset? LockWarning { get; init; }
    public DateTimeOffset? WaitEnd { get; init; }
    public DateTimeOffset? ClaimEnd { get; init; }
    public DateTimeOffset? MaintenanceBegin { get; init; }
    public DateTimeOffset? MaintenanceEnd { get; init; }

    /// <summary>Every pending reservation has an end of its wait.</summary>
    public bool HasWaiters => WaitEnd is not null;

    public bool AnyDue(DateTimeOffset now) =>
        LockExpiry <= now || LockWarning <= now || WaitEnd <= now || ClaimEnd <= now || MaintenanceBegin <= now || MaintenanceEnd <= now;

    public static Task<NextDeadlines> LoadAsync(RentABotDbContext db, CancellationToken cancellationToken) => Query(db, cancellationToken);

    /// <summary>Every write transaction begins with it, so it is translated once.</summary>
    private static readonly Func<RentABotDbContext, CancellationToken, Task<NextDeadlines>> Query =
        EF.CompileAsyncQuery((RentABotDbContext db, CancellationToken cancellationToken) => db.LedgerHeads.AsNoTracking().Select(head => new NextDeadlines
        {
            Head = head,
            LockExpiry = db.Locks.Where(l => l.EndedAt == null)
                .OrderBy(l => l.ExpiresAt).Select(l => (DateTimeOffset?)l.ExpiresAt).FirstOrDefault(),
            LockWarning = db.Locks.Where(l => l.EndedAt == null && !l.Warned)
                .OrderBy(l => l.WarningAt).Select(l => (DateTimeOffset?)l.WarningAt).FirstOrDefault(),
            WaitEnd = db.Reservations.Where(r => r.Status == nameof(ReservationStatus.Pending))
                .OrderBy(r => r.ExpiresAt).Select(r => (DateTimeOffset?)r.ExpiresAt).FirstOrDefault(),
            ClaimEnd = db.Reservations.Where(r => r.Status == nameof(ReservationStatus.Fulfilled))
                .OrderBy(r => r.ClaimExpiresAt).Select(r => r.ClaimExpiresAt).FirstOrDefault(),
            MaintenanceBegin = db.Resources.Where(r => r.UnavailableFrom != null)
                .OrderBy(r => r.UnavailableFrom).Select(r => r.UnavailableFrom).FirstOrDefault(),
            MaintenanceEnd = db.Resources.Where(r => r.Unavailable && r.UnavailableUntil != null)
                .OrderBy(r => r.UnavailableUntil).Select(r => r.UnavailableUntil).FirstOrDefault(),
        }).Single());
}
