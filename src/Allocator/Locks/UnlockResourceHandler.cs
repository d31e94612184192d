using RentABot.Allocator.Commands;
using RentABot.Allocator.Resources;
using RentABot.Allocator.Writing;
using RentABot.Contracts;

namespace RentABot.Allocator.Locks;

internal sealed class UnlockResourceHandler(KnownResources known, TokenHolder holder, LockLedger ledger) : ICommandHandler<UnlockResource>
{
    public async Task<Answer> HandleAsync(UnlockResource command, CancellationToken cancellationToken)
    {
        var snapshot = await known.SnapshotAsync(command.ResourceId, cancellationToken);
        if (command.Force)
        {
            if (snapshot.Lock is null)
            {
                throw Rejection.Conflict("not_locked", $"Resource {snapshot.Resource.Name} is not locked.", ("resource_id", command.ResourceId));
            }

            await ledger.EndAsync(snapshot, LockEndReason.Forced, command.Reason, cancellationToken);
        }
        else
        {
            var own = await holder.LockAsync(command.LockToken, snapshot, cancellationToken);
            if (own.EndedAt is null) await ledger.EndAsync(snapshot, LockEndReason.Released, command.Reason, cancellationToken);
        }

        return async token => new UnlockResourceResult
        {
            // It may have been removed since, by a command of the same transaction.
            Resource = (await known.FindAsync(command.ResourceId, token) ?? snapshot with { Lock = null }).ToState(),
        };
    }
}
