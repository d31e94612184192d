using RentABot.Allocator.Commands;
using RentABot.Allocator.Resources;
using RentABot.Allocator.Writing;
using RentABot.Contracts;

namespace RentABot.Allocator.Locks;

internal sealed class ExtendLockHandler(
    KnownResources known, WriteTransaction transaction, TokenHolder holder, LockLedger ledger) : ICommandHandler<ExtendLock>
{
    public async Task<Answer> HandleAsync(ExtendLock command, CancellationToken cancellationToken)
    {
        var snapshot = await known.SnapshotAsync(command.ResourceId, cancellationToken);
        var own = await holder.LockAsync(command.LockToken, snapshot, cancellationToken);
        var (id, name) = (snapshot.Resource.Id, snapshot.Resource.Name);
        if (own.EndedAt is not null) throw Rejection.Conflict("not_locked", $"Resource {name} was unlocked.", ("resource_id", id));

        var expiresAt = command.AdditionalTtl is { } more ? own.ExpiresAt.AddSeconds(more) : transaction.Now.AddSeconds(command.Ttl!.Value);
        if (expiresAt < own.ExpiresAt) expiresAt = own.ExpiresAt;
        var maximum = snapshot.Resource.MaxLockDuration;
        if (expiresAt > own.AcquiredAt.AddSeconds(maximum) && expiresAt > own.ExpiresAt)
        {
            throw Rejection.Unprocessable(
                "ttl_exceeds_maximum",
                $"A lock on resource {name} lives for {maximum} seconds at most, extensions included.",
                ("resource_id", id),
                ("max_lock_duration", maximum));
        }

        ledger.Extend(snapshot, expiresAt);
        return Answers.With(new ExtendLockResult
        {
            ExpiresAt = expiresAt,
            TotalLockDuration = (int)Math.Round((expiresAt - own.AcquiredAt).TotalSeconds),
        });
    }
}
