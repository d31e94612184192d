using Microsoft.EntityFrameworkCore;
using RentABot.Allocator.Commands;
using RentABot.Allocator.Tokens;
using RentABot.Allocator.Writing;
using RentABot.Contracts;
using RentABot.Persistence;
using RentABot.Persistence.Locks;
using RentABot.Persistence.Resources;

namespace RentABot.Allocator.Locks;

internal sealed class UnlockBatchHandler(RentABotDbContext db, LockTokens tokens, TokenHolder holder, LockLedger ledger)
    : ICommandHandler<UnlockBatch>
{
    public async Task<Answer> HandleAsync(UnlockBatch command, CancellationToken cancellationToken)
    {
        var lockIds = command.LockTokens.Select(tokens.Read).ToList();
        var known = lockIds.OfType<Guid>().Distinct().ToList();
        var locks = await db.Locks.Where(l => known.Contains(l.Id)).ToDictionaryAsync(l => l.Id, cancellationToken);
        var running = locks.Values.Where(l => l.EndedAt is null).Select(l => l.ResourceId).ToList();
        var resources = await db.ResourceSnapshots()
            .Where(s => running.Contains(s.Resource.Id))
            .ToDictionaryAsync(s => s.Resource.Id, cancellationToken);

        var results = new List<UnlockBatchItem>(lockIds.Count);
        foreach (var lockId in lockIds) results.Add(await UnlockAsync(lockId, locks, resources, cancellationToken));
        return Answers.With(new UnlockBatchResult
        {
            Unlocked = results.Count(r => r.Result == UnlockOutcome.Unlocked),
            Results = results,
        });
    }

    private async Task<UnlockBatchItem> UnlockAsync(
        Guid? lockId,
        Dictionary<Guid, ResourceLock> locks,
        Dictionary<long, ResourceSnapshot> resources,
        CancellationToken cancellationToken)
    {
        if (lockId is null) return new UnlockBatchItem { Result = UnlockOutcome.UnknownToken };
        if (!locks.TryGetValue(lockId.Value, out var found)) return new UnlockBatchItem { Result = UnlockOutcome.LockLost };
        var outcome = holder.OutcomeOf(found);
        if (outcome == UnlockOutcome.Unlocked)
        {
            await ledger.EndAsync(resources[found.ResourceId], LockEndReason.Released, null, cancellationToken);
        }

        return new UnlockBatchItem { ResourceId = found.ResourceId, Result = outcome };
    }
}
