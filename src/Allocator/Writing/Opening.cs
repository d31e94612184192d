using Microsoft.EntityFrameworkCore;
using RentABot.Contracts;
using RentABot.Persistence;
using RentABot.Persistence.Commands;
using RentABot.Persistence.Events;

namespace RentABot.Allocator.Writing;

/// <summary>
/// What every write transaction begins with: the ledger's head and the earliest deadline of each kind. They and the marks
/// that its commands may touch take one round trip of index look-ups.
/// </summary>
internal sealed record Opening
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

    /// <summary>The marks are those with these keys.</summary>
    public static async Task<(Opening Opening, IReadOnlyList<CommandMark> Marks)> LoadAsync(
        RentABotDbContext db, List<string> markKeys, CancellationToken cancellationToken)
    {
        var rows = await Query(db, markKeys).ToListAsync(cancellationToken);
        return (rows[0].Opening, [.. rows.Select(row => row.Mark).OfType<CommandMark>()]);
    }

    /// <summary>A row for each mark, and one where there is none.</summary>
    private static readonly Func<RentABotDbContext, List<string>, IAsyncEnumerable<Row>> Query =
        EF.CompileAsyncQuery((RentABotDbContext db, List<string> markKeys) => db.LedgerHeads.AsNoTracking().SelectMany(
            head => db.CommandMarks.Where(m => markKeys.Contains(m.Key)).DefaultIfEmpty(),
            (head, mark) => new Row(
                new Opening
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
                },
                mark)));

    private sealed record Row(Opening Opening, CommandMark? Mark);
}
