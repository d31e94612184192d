using Microsoft.EntityFrameworkCore;
using RentABot.Allocator.Commands;
using RentABot.Allocator.Metrics;
using RentABot.Allocator.Resources;
using RentABot.Allocator.Writing;
using RentABot.Contracts;
using RentABot.Persistence;
using RentABot.Persistence.Resources;
using RentABot.Rules;

namespace RentABot.Allocator.Locks;

internal sealed class LockResourcesHandler(
    RentABotDbContext db, WriteTransaction transaction, KnownResources known, Quota quota, LockLedger ledger)
    : ICommandHandler<LockResources>
{
    public async Task<Answer> HandleAsync(LockResources command, CancellationToken cancellationToken)
    {
        var selector = Selector.Of(command);
        var free = command.ResourceId is { } id
            ? await FreeAsync(id, command, selector, cancellationToken)
            : await FreeAsync(command, selector, cancellationToken);
        await quota.CheckAsync(free.Count, cancellationToken);
        var actor = transaction.Caller.Actor;
        var clientId = command.ClientId ?? actor;
        var granted = free.ConvertAll(resource => ledger.Grant(resource, actor, clientId, command.Details, command.Ttl, null));
        transaction.Measure(Measured.Acquisition, label: AcquisitionResults.Granted);
        return Answers.With(new LockResourcesResult { Locks = granted });
    }

    private async Task<List<ResourceSnapshot>> FreeAsync(
        long id, LockResources command, Selector selector, CancellationToken cancellationToken)
    {
        var resource = await known.SnapshotAsync(id, cancellationToken);
        return resource.Status == ResourceStatus.Available && Allows(resource.Resource, command.Ttl) && command.Quantity == 1
            ? [resource]
            : throw WhyNot(command, selector, [resource]);
    }

    private async Task<List<ResourceSnapshot>> FreeAsync(LockResources command, Selector selector, CancellationToken cancellationToken)
    {
        var free = await Free(selector, command.Ttl).Take(command.Quantity).ToListAsync(cancellationToken);
        if (free.Count == command.Quantity) return free.ConvertAll(resource => new ResourceSnapshot { Resource = resource });
        var ids = db.Resources.Matching(selector).Select(r => r.Id);
        throw WhyNot(
            command,
            selector,
            await db.ResourceSnapshots().AsNoTracking().Where(s => ids.Contains(s.Resource.Id)).ToListAsync(cancellationToken));
    }

    /// <summary>Free matches, the best first: fewest tags beyond those asked for, least recently used, lowest id.</summary>
    private IQueryable<Resource> Free(Selector selector, int? ttl) => db.Resources.Matching(selector)
        .Where(r => !r.Unavailable
            && (ttl == null || r.MaxLockDuration >= ttl)
            && !db.Locks.Any(l => l.ResourceId == r.Id && l.EndedAt == null)
            && !db.Holds.Any(h => h.ResourceId == r.Id))
        .OrderByTagsBeyond(selector)
        .ThenBy(r => r.LastUsedAt != null)
        .ThenBy(r => r.LastUsedAt)
        .ThenBy(r => r.Id);

    private static bool Allows(Resource resource, int? ttl) => ttl is null || resource.MaxLockDuration >= ttl;

    private static Rejection WhyNot(LockResources command, Selector selector, List<ResourceSnapshot> matching)
    {
        if (matching.Count == 0)
        {
            return Rejection.NotFound("resource_not_found", $"Nothing matches {selector}.");
        }

        var usable = matching.FindAll(s => Allows(s.Resource, command.Ttl));
        if (usable.Count < command.Quantity)
        {
            return matching.Count >= command.Quantity
                ? Rejection.Unprocessable(
                    "ttl_exceeds_maximum",
                    $"A ttl of {command.Ttl} seconds is above what {matching.Count - usable.Count} of the matching resources allow.",
                    ("ttl", command.Ttl!.Value),
                    ("max_lock_duration", matching.Max(s => s.Resource.MaxLockDuration)))
                : Rejection.Unprocessable(
                    "never_satisfiable",
                    $"{command.Quantity} of {selector} can never be locked: only {matching.Count} exist.",
                    ("requested", command.Quantity),
                    ("matching", matching.Count));
        }

        return selector is { ResourceId: not null } or { Name: not null }
            ? WhyNot(usable[0])
            : Rejection.Conflict(
                "no_resource_available",
                $"{command.Quantity} of {selector} asked for, {Count(usable, ResourceStatus.Available)} of {usable.Count} free.",
                ("requested", command.Quantity),
                ("matching", usable.Count),
                ("free", Count(usable, ResourceStatus.Available)),
                ("held", Count(usable, ResourceStatus.Held)),
                ("locked", Count(usable, ResourceStatus.Locked)),
                ("unavailable", Count(usable, ResourceStatus.Unavailable)));
    }

    private static Rejection WhyNot(ResourceSnapshot snapshot)
    {
        var (id, name) = (snapshot.Resource.Id, snapshot.Resource.Name);
        return snapshot.Status switch
        {
            ResourceStatus.Locked when snapshot.Resource.Unavailable => Rejection.Conflict(
                "already_locked",
                $"Resource {name} is locked by {snapshot.Lock!.ClientId}, and out of service after that: {snapshot.Resource.UnavailableReason}.",
                ("resource_id", id),
                ("unavailable", 1)),
            ResourceStatus.Locked => Rejection.Conflict(
                "already_locked", $"Resource {name} is locked by {snapshot.Lock!.ClientId}.", ("resource_id", id)),
            ResourceStatus.Unavailable => Rejection.Conflict(
                "resource_unavailable", $"Resource {name} is out of service: {snapshot.Resource.UnavailableReason}.", ("resource_id", id)),
            _ => Rejection.Conflict(
                "held_for_reservation", $"Resource {name} is held for a reservation.", ("resource_id", id)),
        };
    }

    private static int Count(List<ResourceSnapshot> snapshots, ResourceStatus status) => snapshots.Count(s => s.Status == status);
}
