using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RentABot.Allocator.Locks;
using RentABot.Allocator.Metrics;
using RentABot.Allocator.Resources;
using RentABot.Allocator.Settings;
using RentABot.Allocator.Writing;
using RentABot.Contracts;
using RentABot.Persistence;
using RentABot.Persistence.Reservations;
using RentABot.Rules;

namespace RentABot.Allocator.Reservations;

/// <summary>What the transitions of a reservation do to it, to its resources and to the log.</summary>
internal sealed class ReservationDesk(
    RentABotDbContext db,
    WriteTransaction transaction,
    EventLog events,
    KnownResources known,
    LockLedger locks,
    IOptions<LockOptions> options)
{
    public void Enqueue(Reservation reservation, ReservationRequested requested)
    {
        var command = requested.Command;
        reservation.ResourceId = command.ResourceId;
        reservation.Name = command.Name;
        reservation.Tags = [.. TagSyntax.Distinct(command.Tags ?? [])];
        reservation.Expression = command.Expression;
        reservation.Quantity = command.Quantity;
        reservation.Ttl = command.Ttl ?? options.Value.DefaultTtl;
        reservation.TtlIsDefault = command.Ttl is null;
        reservation.Priority = command.Priority;
        reservation.ClientId = requested.ClientId;
        reservation.Actor = transaction.Caller.Actor;
        reservation.Details = command.Details;
        reservation.ClaimWindow = command.ClaimWindow ?? options.Value.ClaimWindow;
        reservation.CreatedAt = transaction.Now;
        reservation.ExpiresAt = transaction.Now.AddSeconds(command.MaxWaitTime);
        reservation.Rank = transaction.Now.AddSeconds((double)command.Priority * options.Value.AgingStep);
        events.Append<ReservationQueued>(reservation, ReservationStatus.Pending);
        reservation.Arrival = transaction.LastSequence;
        transaction.HasWaiters = true;
        transaction.QueueChanged = true;
    }

    /// <summary>The plan has written the holds already.</summary>
    public void SetAside(Reservation reservation, IReadOnlyList<long> resourceIds)
    {
        reservation.ResourceIds = [.. resourceIds];
        reservation.FulfilledAt = transaction.Now;
        reservation.ClaimExpiresAt = transaction.Now.AddSeconds(reservation.ClaimWindow);
        reservation.Reason = null;
        transaction.Measure(Measured.Fulfilment, transaction.Now - reservation.CreatedAt, Priorities.Of(reservation.Priority));
        events.Append<ReservationFulfilled>(reservation, ReservationStatus.Fulfilled);
    }

    public async Task WaitAgainAsync(Reservation reservation, string reason, CancellationToken cancellationToken)
    {
        await LetGoAsync(reservation, cancellationToken);
        reservation.ResourceIds = [];
        reservation.FulfilledAt = null;
        reservation.ClaimExpiresAt = null;
        reservation.Reason = reason;
        events.Append<ReservationQueued>(reservation, ReservationStatus.Pending);
        transaction.HasWaiters = true;
    }

    public async Task LockWhatIsSetAsideAsync(Reservation reservation, CancellationToken cancellationToken)
    {
        foreach (var id in reservation.ResourceIds)
        {
            var snapshot = await known.SnapshotAsync(id, cancellationToken);
            db.Holds.Remove(snapshot.Hold!);
            locks.Grant(
                snapshot, reservation.Actor, reservation.ClientId, reservation.Details, reservation.Ttl, reservation.CorrelationId);
        }

        transaction.Measure(Measured.Acquisition, label: AcquisitionResults.Granted);
        reservation.ClaimedAt = transaction.Now;
        events.Append<ReservationClaimed>(reservation, ReservationStatus.Claimed);
    }

    public async Task GiveUpAsync(Reservation reservation, string reason, CancellationToken cancellationToken)
    {
        await EndAsync(reservation, reason, cancellationToken);
        events.Append<ReservationCancelled>(reservation, ReservationStatus.Cancelled);
    }

    public async Task ExpireAsync(Reservation reservation, string reason, CancellationToken cancellationToken)
    {
        transaction.Measure(Measured.Expiry, transaction.Now - (reservation.ClaimExpiresAt ?? reservation.ExpiresAt));
        await EndAsync(reservation, reason, cancellationToken);
        events.Append<ReservationExpired>(reservation, ReservationStatus.Expired);
    }

    public void Finish(Reservation reservation)
    {
        reservation.EndedAt = transaction.Now;
        reservation.Reason = "all its locks have ended";
        events.Append<ReservationReleased>(reservation, ReservationStatus.Released);
    }

    private async Task EndAsync(Reservation reservation, string reason, CancellationToken cancellationToken)
    {
        await LetGoAsync(reservation, cancellationToken);
        reservation.ResourceIds = [];
        reservation.EndedAt = transaction.Now;
        reservation.Reason = reason;
    }

    private async Task LetGoAsync(Reservation reservation, CancellationToken cancellationToken)
    {
        var holds = await db.Holds.Where(h => h.ReservationId == reservation.CorrelationId).ToListAsync(cancellationToken);
        db.Holds.RemoveRange(holds);
        foreach (var hold in holds) known.Held(hold.ResourceId, null);
        transaction.QueueChanged = true;
    }
}
