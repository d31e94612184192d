using Microsoft.EntityFrameworkCore;
using RentABot.Contracts;

namespace RentABot.Persistence.Deadlines;

public static class DueDeadlines
{
    /// <summary>
    /// All that is due at an instant, in one round trip: of each kind the <paramref name="limit"/> rows that have been
    /// due for longest. Each part is answered by a partial index, so rows that are not due cost nothing.
    /// </summary>
    public static IQueryable<Deadline> Due(this RentABotDbContext db, DateTimeOffset now, int limit)
    {
        // A variable, because a parameter has a type in a UNION and a literal has none.
        var none = Guid.Empty;

        return db.Locks
            .Where(l => l.EndedAt == null && l.ExpiresAt <= now)
            .OrderBy(l => l.ExpiresAt).Take(limit)
            .Select(l => new Deadline { Kind = DeadlineKind.LockExpiry, Id = l.Id, ResourceId = 0 })
        .Concat(db.Reservations
            .Where(r => r.Status == nameof(ReservationStatus.Fulfilled) && r.ClaimExpiresAt <= now)
            .OrderBy(r => r.ClaimExpiresAt).Take(limit)
            .Select(r => new Deadline { Kind = DeadlineKind.ClaimExpiry, Id = r.CorrelationId, ResourceId = 0 }))
        .Concat(db.Reservations
            .Where(r => r.Status == nameof(ReservationStatus.Pending) && r.ExpiresAt <= now)
            .OrderBy(r => r.ExpiresAt).Take(limit)
            .Select(r => new Deadline { Kind = DeadlineKind.ReservationExpiry, Id = r.CorrelationId, ResourceId = 0 }))
        .Concat(db.Resources
            .Where(r => r.Unavailable && r.UnavailableUntil <= now)
            .OrderBy(r => r.UnavailableUntil).Take(limit)
            .Select(r => new Deadline { Kind = DeadlineKind.MaintenanceEnd, Id = none, ResourceId = r.Id }))
        .Concat(db.Resources
            .Where(r => r.UnavailableFrom <= now)
            .OrderBy(r => r.UnavailableFrom).Take(limit)
            .Select(r => new Deadline { Kind = DeadlineKind.MaintenanceBegin, Id = none, ResourceId = r.Id }))
        .Concat(db.Locks
            .Where(l => l.EndedAt == null && !l.Warned && l.WarningAt <= now)
            .OrderBy(l => l.WarningAt).Take(limit)
            .Select(l => new Deadline { Kind = DeadlineKind.LockWarning, Id = l.Id, ResourceId = 0 }));
    }
}
