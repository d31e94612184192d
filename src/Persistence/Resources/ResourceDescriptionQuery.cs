using RentABot.Contracts;

namespace RentABot.Persistence.Resources;

public static class ResourceDescriptionQuery
{
    /// <summary>Every resource as a descriptor has it, by name.</summary>
    public static IQueryable<ResourceDescription> ResourceDescriptions(this RentABotDbContext db) => db.Resources
        .OrderBy(r => r.Name)
        .Select(r => new ResourceDescription
        {
            Name = r.Name,
            Description = r.Description,
            Endpoint = r.Endpoint,
            Tags = r.Tags,
            MaxLockDuration = r.MaxLockDuration,
        });
}
