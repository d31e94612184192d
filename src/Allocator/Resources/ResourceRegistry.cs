using Microsoft.Extensions.Options;
using RentABot.Allocator.Locks;
using RentABot.Allocator.Maintenance;
using RentABot.Allocator.Settings;
using RentABot.Allocator.Writing;
using RentABot.Contracts;
using RentABot.Persistence;
using RentABot.Persistence.Resources;
using RentABot.Rules;

namespace RentABot.Allocator.Resources;

/// <summary>Adds, changes and removes resources.</summary>
internal sealed class ResourceRegistry(
    RentABotDbContext db,
    WriteTransaction transaction,
    EventLog events,
    LockLedger locks,
    HoldBreaker holds,
    IOptions<LockOptions> options)
{
    public async Task<IReadOnlyList<Resource>> AddAsync(
        IReadOnlyCollection<ResourceDescription> descriptions, CancellationToken cancellationToken)
    {
        var resources = descriptions.Select(description =>
        {
            var resource = new Resource { Name = description.Name, CreatedAt = transaction.Now };
            Describe(resource, description);
            return resource;
        }).ToList();
        db.Resources.AddRange(resources);

        // The events carry the ids, which the database gives.
        await db.SaveChangesAsync(cancellationToken);
        foreach (var resource in resources) events.Append<ResourceRegistered>(new ResourceSnapshot { Resource = resource });
        transaction.QueueChanged = true;
        return resources;
    }

    /// <summary>Whether there was anything to change.</summary>
    public bool Update(ResourceSnapshot snapshot, ResourceDescription description)
    {
        var resource = snapshot.Resource;
        if (!ResourceChange.Between(resource, description, options.Value.DefaultMaxLockDuration).Any()) return false;
        resource.Name = description.Name;
        Describe(resource, description);
        events.Append<ResourceUpdated>(snapshot);
        transaction.QueueChanged = true;
        return true;
    }

    public async Task RemoveAsync(ResourceSnapshot snapshot, CancellationToken cancellationToken)
    {
        const string why = "its resource was removed";
        if (snapshot.Lock is not null) await locks.EndAsync(snapshot, LockEndReason.Forced, why, cancellationToken);
        await holds.BreakAsync(snapshot, $"resource {snapshot.Resource.Name} was removed", cancellationToken);
        events.Append<ResourceRemoved>(new ResourceSnapshot { Resource = snapshot.Resource });
        db.Resources.Remove(snapshot.Resource);
        transaction.QueueChanged = true;
    }

    private void Describe(Resource resource, ResourceDescription description)
    {
        resource.Description = description.Description;
        resource.Endpoint = description.Endpoint;
        resource.MaxLockDuration = MaxLockDuration(description);
        resource.Tags = [.. TagSyntax.Distinct(description.Tags)];
    }

    private int MaxLockDuration(ResourceDescription description) => description.MaxLockDuration ?? options.Value.DefaultMaxLockDuration;
}
