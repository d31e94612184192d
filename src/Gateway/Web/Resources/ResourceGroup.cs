using RentABot.Contracts;

namespace RentABot.Gateway.Web.Resources;

/// <summary>Resources that are shown together.</summary>
/// <param name="Title">What they have in common; null: they are all there are.</param>
/// <param name="Resources">In the list's order.</param>
public sealed record ResourceGroup(string? Title, IReadOnlyList<ResourceState> Resources)
{
    public static IReadOnlyList<ResourceGroup> Of(IReadOnlyList<ResourceState> resources, string by) => by switch
    {
        "tag" => Group(resources, resource => resource.Tags.Count > 0 ? resource.Tags[0] : "no tag"),
        "status" => Group(resources, resource => Text.Words.Of(resource.Status)),
        "holder" => Group(resources, HolderOf),
        _ => [new ResourceGroup(null, resources)],
    };

    /// <summary>Locks of one reservation belong together, and so do those of one client.</summary>
    private static string HolderOf(ResourceState resource) => resource switch
    {
        { Locked: true, ReservationId: { } reservation } => $"{resource.LockClientId}, reservation {Short(reservation)}",
        { Locked: true } => resource.LockClientId!,
        { Status: ResourceStatus.Held, ReservationId: { } reservation } => $"held for reservation {Short(reservation)}",
        _ => "nobody",
    };

    private static string Short(Guid id) => id.ToString("N")[^8..];

    private static List<ResourceGroup> Group(IReadOnlyList<ResourceState> resources, Func<ResourceState, string> title) =>
        [.. resources.GroupBy(title, StringComparer.Ordinal)
            .OrderBy(group => group.Key is "nobody" or "no tag").ThenBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new ResourceGroup(group.Key, [.. group]))];
}
