using Microsoft.EntityFrameworkCore;
using RentABot.Allocator.Commands;
using RentABot.Allocator.Writing;
using RentABot.Contracts;
using RentABot.Persistence;

namespace RentABot.Allocator.History;

/// <summary>
/// Removes rows that ended long ago, one slice of each kind in a transaction, so that nobody waits long for the write
/// lock; asks for the next slice while there is more.
/// </summary>
internal sealed class RemoveHistoryHandler(RentABotDbContext db, WriteTransaction transaction, HistoryRemoval removal)
    : ICommandHandler<RemoveHistory>
{
    private const int Slice = 1000;
    private static readonly TimeSpan MarksAreKeptFor = TimeSpan.FromHours(24);

    public async Task<Answer> HandleAsync(RemoveHistory command, CancellationToken cancellationToken)
    {
        var before = transaction.Now.AddSeconds(-command.OlderThan);
        var marksBefore = transaction.Now - MarksAreKeptFor;
        var relayed = await db.RelayPositions.Select(p => p.Sequence).SingleAsync(cancellationToken);
        int[] removed =
        [
            await db.Locks.Where(l => l.EndedAt < before)
                .OrderBy(l => l.EndedAt).Take(Slice).ExecuteDeleteAsync(cancellationToken),
            await db.Reservations.Where(r => r.EndedAt < before)
                .OrderBy(r => r.EndedAt).Take(Slice).ExecuteDeleteAsync(cancellationToken),
            await db.CommandMarks.Where(m => m.CreatedAt < marksBefore)
                .OrderBy(m => m.CreatedAt).Take(Slice).ExecuteDeleteAsync(cancellationToken),
            await db.Events.Where(e => e.OccurredAt < before && e.Sequence <= relayed)
                .OrderBy(e => e.Sequence).Take(Slice).ExecuteDeleteAsync(cancellationToken),
            await db.RefusedAttempts.Where(r => r.OccurredAt < before)
                .OrderBy(r => r.Id).Take(Slice).ExecuteDeleteAsync(cancellationToken),
        ];
        if (removed.Contains(Slice)) removal.GoOn(command);
        return Answers.Nothing;
    }
}
