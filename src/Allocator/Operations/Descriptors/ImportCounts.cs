using RentABot.Contracts;

namespace RentABot.Allocator.Operations.Descriptors;

/// <summary>The line that sums an import up.</summary>
internal static class ImportCounts
{
    public static string Of(ImportResourcesResult result) =>
        $"created {result.Created}, updated {result.Updated}, unchanged {result.Unchanged}, pruned {result.Pruned}, skipped {result.Skipped.Count}";
}
