namespace RentABot.Persistence.Resources;

public static class ResourceSnapshotQuery
{
    /// <summary>Every resource with its running lock and its hold, to be filtered and sorted by the caller.</summary>
    public static IQueryable<ResourceSnapshot> ResourceSnapshots(this RentABotDbContext db) =>
        from resource in db.Resources
        join running in db.Locks.Where(l => l.EndedAt == null) on resource.Id equals running.ResourceId into locks
        from runningLock in locks.DefaultIfEmpty()
        join held in db.Holds on resource.Id equals held.ResourceId into holds
        from hold in holds.DefaultIfEmpty()
        select new ResourceSnapshot { Resource = resource, Lock = runningLock, Hold = hold };
}
