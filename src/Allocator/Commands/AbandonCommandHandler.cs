using Microsoft.EntityFrameworkCore;
using RentABot.Allocator.Locks;
using RentABot.Allocator.Reservations;
using RentABot.Allocator.Writing;
using RentABot.Contracts;
using RentABot.Persistence;
using RentABot.Persistence.Commands;
using RentABot.Persistence.Reservations;
using RentABot.Persistence.Resources;

namespace RentABot.Allocator.Commands;

/// <summary>Frees what an abandoned command was granted, or sees to it that the command is refused when it comes.</summary>
internal sealed class AbandonCommandHandler(
    RentABotDbContext db, CommandMarks marks, LockLedger ledger, ReservationInstances reservations)
    : ICommandHandler<AbandonCommand>
{
    private const string Why = "its caller had given up before the answer";

    public async Task<Answer> HandleAsync(AbandonCommand command, CancellationToken cancellationToken)
    {
        var key = MarkKeys.Of(command.CommandId);
        var mark = await db.CommandMarks.SingleOrDefaultAsync(m => m.Key == key, cancellationToken);
        if (mark is null) marks.Abandon(command.CommandId);
        var undone = mark?.Reply is not null && await UndoAsync(mark, cancellationToken);
        return Answers.With(new AbandonCommandResult { Undone = undone });
    }

    private async Task<bool> UndoAsync(CommandMark mark, CancellationToken cancellationToken)
    {
        switch (MarkedReplies.Read(mark))
        {
            case LockResourcesResult { Locks: var granted }:
                await FreeAsync(granted, cancellationToken);
                return true;
            case ClaimReservationResult { Locks: var granted, Reservation.ClaimedAt: var since }:
                mark.Reply = null;
                if (!await NobodyElseClaimedAsync(mark, since, cancellationToken)) return false;
                await FreeAsync(granted, cancellationToken);
                return true;
            case CreateReservationResult { Reservation.ReservationId: var id }:
                return await GiveUpAsync(id, cancellationToken);
            default:
                return false;
        }
    }

    /// <summary>
    /// Every claim of a reservation is given the same locks, so they are free only when all of its claims were abandoned:
    /// the first, by which they were granted, and its repeats. They have the same fingerprint; the abandoned ones have no
    /// reply. Where the first one's mark is too old to be there, its locks have been in use for long.
    /// </summary>
    private async Task<bool> NobodyElseClaimedAsync(CommandMark mark, DateTimeOffset? since, CancellationToken cancellationToken)
    {
        var claims = await db.CommandMarks
            .Where(m => m.CreatedAt >= since && m.Fingerprint == mark.Fingerprint && m.Command == mark.Command)
            .ToListAsync(cancellationToken);
        return claims.Exists(claim => claim.CreatedAt == since) && claims.TrueForAll(claim => claim.Reply is null);
    }

    private async Task FreeAsync(IReadOnlyList<LockGranted> granted, CancellationToken cancellationToken)
    {
        var lockIds = granted.Select(g => g.LockId).ToList();
        var running = await db.ResourceSnapshots().Where(s => lockIds.Contains(s.Lock!.Id)).ToListAsync(cancellationToken);
        foreach (var snapshot in running) await ledger.EndAsync(snapshot, LockEndReason.Forced, Why, cancellationToken);
    }

    private async Task<bool> GiveUpAsync(Guid id, CancellationToken cancellationToken)
    {
        if (!await db.Reservations.AnyAsync(r => r.CorrelationId == id && ReservationStates.Open.Contains(r.Status), cancellationToken)) return false;
        await reservations.RaiseAsync(new ReservationCancelRequested(id, Why), cancellationToken);
        return true;
    }
}
