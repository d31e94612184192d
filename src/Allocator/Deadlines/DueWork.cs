using Microsoft.EntityFrameworkCore;
using RentABot.Allocator.Commands;
using RentABot.Allocator.Locks;
using RentABot.Allocator.Maintenance;
using RentABot.Allocator.Reservations;
using RentABot.Allocator.Writing;
using RentABot.Contracts;
using RentABot.Persistence;
using RentABot.Persistence.Resources;

namespace RentABot.Allocator.Deadlines;

/// <summary>
/// Carries out everything that is due, first thing in every write transaction, so that each command is judged in a
/// state where nothing is overdue, whether or not a scheduler has told. Deadlines are judged by the transaction's
/// instant; what a scheduler sends only starts a transaction.
/// </summary>
internal sealed class DueWork(
    RentABotDbContext db,
    WriteTransaction transaction,
    LockLedger locks,
    MaintenanceDesk maintenance,
    ReservationInstances reservations)
{
    private const int Slice = 500;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        transaction.Caller = Caller.Clock;
        await ExpireWaitsAsync(cancellationToken);
        await ExpireClaimsAsync(cancellationToken);
        await ExpireLocksAsync(cancellationToken);
        await ChangeServiceAsync(cancellationToken);
        await WarnAsync(cancellationToken);
    }

    private Task ExpireWaitsAsync(CancellationToken cancellationToken) => InSlicesAsync(
        db.Reservations
            .Where(r => r.Status == nameof(ReservationStatus.Pending) && r.ExpiresAt <= transaction.Now)
            .OrderBy(r => r.ExpiresAt).Select(r => r.CorrelationId),
        id => reservations.RaiseAsync(new ReservationWaitEnded(id), cancellationToken),
        cancellationToken);

    private Task ExpireClaimsAsync(CancellationToken cancellationToken) => InSlicesAsync(
        db.Reservations
            .Where(r => r.Status == nameof(ReservationStatus.Fulfilled) && r.ClaimExpiresAt <= transaction.Now)
            .OrderBy(r => r.ClaimExpiresAt).Select(r => r.CorrelationId),
        id => reservations.RaiseAsync(new ReservationClaimWindowEnded(id), cancellationToken),
        cancellationToken);

    private Task ExpireLocksAsync(CancellationToken cancellationToken) => InSlicesAsync(
        db.ResourceSnapshots().Where(s => s.Lock!.ExpiresAt <= transaction.Now).OrderBy(s => s.Lock!.ExpiresAt),
        snapshot => locks.EndAsync(snapshot, LockEndReason.Expired, null, cancellationToken),
        cancellationToken);

    private async Task ChangeServiceAsync(CancellationToken cancellationToken)
    {
        await InSlicesAsync(
            db.ResourceSnapshots().Where(s => s.Resource.UnavailableFrom <= transaction.Now).OrderBy(s => s.Resource.UnavailableFrom),
            snapshot => maintenance.TakeOutAsync(
                snapshot, snapshot.Resource.UnavailableReason!, snapshot.Resource.UnavailableUntil, cancellationToken),
            cancellationToken);
        await InSlicesAsync(
            db.ResourceSnapshots()
                .Where(s => s.Resource.Unavailable && s.Resource.UnavailableUntil <= transaction.Now)
                .OrderBy(s => s.Resource.UnavailableUntil),
            snapshot =>
            {
                maintenance.BringBack(snapshot);
                return Task.CompletedTask;
            },
            cancellationToken);
    }

    private Task WarnAsync(CancellationToken cancellationToken) => InSlicesAsync(
        db.ResourceSnapshots().Where(s => s.Lock!.WarningAt <= transaction.Now && !s.Lock.Warned).OrderBy(s => s.Lock!.WarningAt),
        snapshot =>
        {
            locks.Warn(snapshot);
            return Task.CompletedTask;
        },
        cancellationToken);

    private async Task InSlicesAsync<T>(IQueryable<T> due, Func<T, Task> carryOut, CancellationToken cancellationToken)
    {
        List<T> slice;
        do
        {
            slice = await due.Take(Slice).ToListAsync(cancellationToken);
            foreach (var item in slice) await carryOut(item);
            await db.SaveChangesAsync(cancellationToken);
        }
        while (slice.Count == Slice);
    }
}
