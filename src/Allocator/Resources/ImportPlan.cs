using RentABot.Contracts;
using RentABot.Persistence.Resources;

namespace RentABot.Allocator.Resources;

/// <summary>What an import does to the resources that there are.</summary>
internal sealed record ImportPlan
{
    public required IReadOnlyList<ResourceDescription> Added { get; init; }

    /// <summary>Those that are there, changed or not.</summary>
    public required IReadOnlyList<(ResourceSnapshot Snapshot, ResourceDescription Description)> Present { get; init; }

    /// <summary>Absent from the import, and to be removed.</summary>
    public required IReadOnlyList<ResourceSnapshot> Pruned { get; init; }

    /// <summary>Names of those that are absent from the import and stay because they are locked or held.</summary>
    public required IReadOnlyList<string> Skipped { get; init; }

    public static ImportPlan Of(IEnumerable<ResourceSnapshot> snapshots, ImportResources command)
    {
        var rest = snapshots.ToDictionary(snapshot => snapshot.Resource.Name, StringComparer.Ordinal);
        var added = new List<ResourceDescription>();
        var present = new List<(ResourceSnapshot Snapshot, ResourceDescription Description)>();
        foreach (var description in command.Resources)
        {
            if (rest.Remove(description.Name, out var snapshot)) present.Add((snapshot, description));
            else added.Add(description);
        }

        var absent = command.Prune ? rest.Values.ToLookup(IsInUse) : Array.Empty<ResourceSnapshot>().ToLookup(IsInUse);
        return new ImportPlan
        {
            Added = added,
            Present = present,
            Pruned = [.. absent[false]],
            Skipped = [.. absent[true].Select(snapshot => snapshot.Resource.Name).Order(StringComparer.Ordinal)],
        };
    }

    /// <summary>As an answer has them: by name, and not all where they are many.</summary>
    public static IReadOnlyList<string> Names(IEnumerable<string> names) =>
        [.. names.Order(StringComparer.Ordinal).Take(ImportResourcesResult.MostNames)];

    private static bool IsInUse(ResourceSnapshot snapshot) => snapshot.Lock is not null || snapshot.Hold is not null;
}
