using Microsoft.EntityFrameworkCore;
using RentABot.Allocator.Commands;
using RentABot.Allocator.Tokens;
using RentABot.Allocator.Writing;
using RentABot.Contracts;
using RentABot.Persistence;
using RentABot.Persistence.Locks;
using RentABot.Persistence.Resources;

namespace RentABot.Allocator.Locks;

/// <summary>Finds what a token is for. A token is believed only as long as its lock runs.</summary>
internal sealed class TokenHolder(RentABotDbContext db, WriteTransaction transaction, LockTokens tokens)
{
    /// <summary>The token's lock on this resource, running or released; a lost or a foreign one is rejected.</summary>
    public async Task<ResourceLock> LockAsync(string? token, ResourceSnapshot resource, CancellationToken cancellationToken)
    {
        if (tokens.Read(token) is not { } lockId) throw Foreign(resource.Resource);
        var found = resource.Lock?.Id == lockId ? resource.Lock : await FindAsync(lockId, cancellationToken) ?? throw Lost(resource.Resource);
        if (found.ResourceId != resource.Resource.Id) throw Foreign(resource.Resource);
        return OutcomeOf(found) == UnlockOutcome.LockLost ? throw Lost(resource.Resource) : found;
    }

    /// <summary>What a token may do to its lock: nothing from its expiry on, even where the expiry could not be carried out.</summary>
    public UnlockOutcome OutcomeOf(ResourceLock found) => found.EndReason switch
    {
        null when found.ExpiresAt > transaction.Now => UnlockOutcome.Unlocked,
        LockEndReason.Released => UnlockOutcome.AlreadyUnlocked,
        _ => UnlockOutcome.LockLost,
    };

    private async Task<ResourceLock?> FindAsync(Guid lockId, CancellationToken cancellationToken)
    {
        await db.SaveChangesAsync(cancellationToken);
        return await db.Locks.SingleOrDefaultAsync(l => l.Id == lockId, cancellationToken);
    }

    private static Rejection Foreign(Resource resource) =>
        Rejection.Forbidden("invalid_lock_token", $"The token is not one of resource {resource.Name}.", ("resource_id", resource.Id));

    private static Rejection Lost(Resource resource) =>
        Rejection.Gone("lock_lost", $"The lock on resource {resource.Name} has expired or was forced off.", ("resource_id", resource.Id));
}
