using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RentABot.Allocator.Metrics;
using RentABot.Allocator.Reservations;
using RentABot.Allocator.Resources;
using RentABot.Allocator.Settings;
using RentABot.Allocator.Tokens;
using RentABot.Allocator.Writing;
using RentABot.Contracts;
using RentABot.Persistence;
using RentABot.Persistence.Locks;
using RentABot.Persistence.Resources;

namespace RentABot.Allocator.Locks;

/// <summary>Begins and ends locks. What is free enough to be locked is decided by who calls it.</summary>
internal sealed class LockLedger(
    RentABotDbContext db,
    WriteTransaction transaction,
    EventLog events,
    LockTokens tokens,
    KnownResources known,
    ReservationInstances reservations,
    IOptions<LockOptions> options)
{
    public LockGranted Grant(ResourceSnapshot resource, string actor, string clientId, string? details, int? ttl, Guid? reservationId)
    {
        // The maximum may have been lowered since a reservation asked for its ttl.
        var seconds = Math.Min(ttl ?? options.Value.DefaultTtl, resource.Resource.MaxLockDuration);
        var expiresAt = transaction.Now.AddSeconds(seconds);
        var warningAt = expiresAt.AddSeconds(-options.Value.WarningPeriod);
        var granted = new ResourceLock
        {
            Id = transaction.NewId(),
            FencingToken = transaction.NextFencingToken(),
            ResourceId = resource.Resource.Id,
            ResourceName = resource.Resource.Name,
            ClientId = clientId,
            Details = details,
            Actor = actor,
            ReservationId = reservationId,
            TokenKey = tokens.SigningKey,
            AcquiredAt = transaction.Now,
            ExpiresAt = expiresAt,
            WarningAt = warningAt,
            Warned = warningAt <= transaction.Now,
        };
        db.Locks.Add(granted);
        resource.Resource.LastUsedAt = transaction.Now;
        var after = resource with { Lock = granted, Hold = null };
        events.Append<LockAcquired>(granted, after);
        known.Changed(after);
        return Granted(granted, after);
    }

    /// <summary>The answer to the call that granted a lock, with its token.</summary>
    public LockGranted Granted(ResourceLock granted, ResourceSnapshot resource) => new()
    {
        LockId = granted.Id,
        LockToken = tokens.Issue(granted.Id, granted.TokenKey),
        FencingToken = granted.FencingToken,
        ResourceId = granted.ResourceId,
        AcquiredAt = granted.AcquiredAt,
        ExpiresAt = granted.ExpiresAt,
        Resource = resource.ToState(),
    };

    public void Extend(ResourceSnapshot resource, DateTimeOffset expiresAt)
    {
        var extended = resource.Lock!;
        extended.ExpiresAt = expiresAt;
        extended.WarningAt = expiresAt.AddSeconds(-options.Value.WarningPeriod);
        extended.Warned = extended.WarningAt <= transaction.Now;
        events.Append<LockExtended>(extended, resource);
    }

    public void Warn(ResourceSnapshot resource)
    {
        resource.Lock!.Warned = true;
        events.Append<LockExpiring>(resource.Lock, resource);
    }

    /// <summary>Ends the running lock; the reservation that it came from ends with the last of its locks.</summary>
    public async Task EndAsync(ResourceSnapshot resource, LockEndReason endReason, string? why, CancellationToken cancellationToken)
    {
        var ended = resource.Lock!;
        ended.EndedAt = transaction.Now;
        ended.EndReason = endReason;
        transaction.Measure(Measured.LockEnd, transaction.Now - ended.AcquiredAt);
        var after = resource with { Lock = null };
        if (endReason == LockEndReason.Expired)
        {
            transaction.Measure(Measured.LockExpiry);
            transaction.Measure(Measured.Expiry, transaction.Now - ended.ExpiresAt);
            events.Append<LockExpired>(ended, after);
        }
        else
        {
            events.Append<LockReleased>(ended, after, why);
        }

        known.Changed(after);
        transaction.QueueChanged = true;
        if (ended.ReservationId is { } reservationId) await EndReservationAsync(reservationId, cancellationToken);
    }

    private async Task<bool> HasRunningLockAsync(Guid reservationId, CancellationToken cancellationToken)
    {
        await db.SaveChangesAsync(cancellationToken);
        return await db.Locks.AnyAsync(l => l.ReservationId == reservationId && l.EndedAt == null, cancellationToken);
    }

    private async Task EndReservationAsync(Guid reservationId, CancellationToken cancellationToken)
    {
        if (await reservations.FindAsync(reservationId, cancellationToken) is not { } reservation) return;
        if (reservation.ResourceIds.Count > 1 && await HasRunningLockAsync(reservationId, cancellationToken)) return;
        await reservations.RaiseAsync(new ReservationLocksEnded(reservationId), cancellationToken);
    }
}
