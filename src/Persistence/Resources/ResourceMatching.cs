using RentABot.Rules;

namespace RentABot.Persistence.Resources;

public static class ResourceMatching
{
    /// <summary>The resources that a selector matches, decided by the database.</summary>
    public static IQueryable<Resource> Matching(this IQueryable<Resource> resources, Selector selector)
    {
        if (selector.ResourceId is { } id) resources = resources.Where(r => r.Id == id);
        if (selector.Name is { } name) resources = resources.Where(r => r.Name == name);
        return selector.Tags.Aggregate(resources, (query, tag) => query.Where(r => r.Tags.Contains(tag)));
    }
}
