using System.Globalization;
using RentABot.Contracts;
using RentABot.Persistence.Resources;
using RentABot.Rules;

namespace RentABot.Allocator.Resources;

/// <summary>A field of a resource that a description has otherwise.</summary>
/// <param name="Field">As descriptors name it.</param>
/// <param name="Old">What it says.</param>
/// <param name="New">What it is to say.</param>
internal sealed record ResourceChange(string Field, string Old, string New)
{
    public static IEnumerable<ResourceChange> Between(Resource resource, ResourceDescription description, int defaultMaxLockDuration)
    {
        var tags = TagSyntax.Distinct(description.Tags);
        var maxLockDuration = description.MaxLockDuration ?? defaultMaxLockDuration;
        if (resource.Name != description.Name) yield return new("name", resource.Name, description.Name);
        if (resource.Description != description.Description) yield return new("description", resource.Description, description.Description);
        if (resource.Endpoint != description.Endpoint) yield return new("endpoint", resource.Endpoint, description.Endpoint);
        if (!resource.Tags.SequenceEqual(tags, StringComparer.Ordinal)) yield return new("tags", Joined(resource.Tags), Joined(tags));
        if (resource.MaxLockDuration != maxLockDuration) yield return new("max_lock_duration", Number(resource.MaxLockDuration), Number(maxLockDuration));
    }

    private static string Joined(IEnumerable<string> tags) => string.Join(',', tags);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
