using Microsoft.EntityFrameworkCore;
using RentABot.Allocator.Commands;
using RentABot.Allocator.Writing;
using RentABot.Persistence;
using RentABot.Persistence.Reservations;

namespace RentABot.Allocator.Locks;

/// <summary>How much a caller may hold and queue for at once.</summary>
internal sealed class Quota(RentABotDbContext db, WriteTransaction transaction)
{
    /// <exception cref="Rejection">So many more would be too many.</exception>
    public async Task CheckAsync(int more, CancellationToken cancellationToken)
    {
        if (transaction.Caller.MaxLocks is not { } most) return;

        // What was decided before in this transaction counts.
        await db.SaveChangesAsync(cancellationToken);
        var actor = transaction.Caller.Actor;
        var locked = await db.Locks.CountAsync(l => l.Actor == actor && l.EndedAt == null, cancellationToken);
        var queued = await db.Reservations
            .Where(r => r.Actor == actor && ReservationStates.Open.Contains(r.Status))
            .SumAsync(r => r.Quantity, cancellationToken);
        if (locked + queued + more <= most) return;
        throw Rejection.Conflict(
            "quota_exceeded",
            $"{actor} may hold and queue for {most} at once: it has {locked} locked and {queued} reserved, and asks for {more} more.",
            ("max_locks", most),
            ("locked", locked),
            ("reserved", queued),
            ("requested", more));
    }
}
