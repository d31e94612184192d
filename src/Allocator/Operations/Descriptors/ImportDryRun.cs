using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using RentABot.Allocator.Resources;
using RentABot.Allocator.Settings;
using RentABot.Contracts;
using RentABot.Persistence;
using RentABot.Persistence.Resources;

namespace RentABot.Allocator.Operations.Descriptors;

/// <summary>Prints what an import would do now.</summary>
internal static class ImportDryRun
{
    public static async Task RunAsync(IServiceProvider services, ImportResources command, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RentABotDbContext>();
        var snapshots = await db.ResourceSnapshots().AsNoTracking().ToListAsync(cancellationToken);
        var maxLockDuration = scope.ServiceProvider.GetRequiredService<IOptions<LockOptions>>().Value.DefaultMaxLockDuration;
        var (result, lines) = Describe(ImportPlan.Of(snapshots, command), maxLockDuration);
        foreach (var line in lines) await Console.Out.WriteLineAsync(line.AsMemory(), cancellationToken);
        await Console.Out.WriteLineAsync($"dry run, nothing was changed: {ImportCounts.Of(result)}".AsMemory(), cancellationToken);
    }

    /// <summary>What the import would answer, and a line for each difference, by name.</summary>
    public static (ImportResourcesResult Result, IReadOnlyList<string> Lines) Describe(ImportPlan plan, int defaultMaxLockDuration)
    {
        var changes = plan.Present
            .Select(pair => (pair.Description.Name, Fields: ResourceChange.Between(pair.Snapshot.Resource, pair.Description, defaultMaxLockDuration).ToList()))
            .Where(change => change.Fields.Count > 0)
            .ToList();
        var result = new ImportResourcesResult
        {
            Created = plan.Added.Count,
            Updated = changes.Count,
            Unchanged = plan.Present.Count - changes.Count,
            Pruned = plan.Pruned.Count,
            Skipped = plan.Skipped,
            CreatedNames = ImportPlan.Names(plan.Added.Select(added => added.Name)),
            UpdatedNames = ImportPlan.Names(changes.Select(change => change.Name)),
            PrunedNames = ImportPlan.Names(plan.Pruned.Select(pruned => pruned.Resource.Name)),
        };

        var lines = plan.Added.Select(added => (added.Name, Line: $"+ {added.Name}"))
            .Concat(changes.SelectMany(change => change.Fields.Select(field =>
                (change.Name, Line: $"~ {change.Name}  {field.Field}: {Plain.Quoted(field.Old)} → {Plain.Quoted(field.New)}"))))
            .Concat(plan.Pruned.Select(pruned => (pruned.Resource.Name, Line: $"- {pruned.Resource.Name}")))
            .Concat(plan.Skipped.Select(name => (Name: name, Line: $"! {name}  in use, stays")));
        return (result, [.. lines.OrderBy(line => line.Name, StringComparer.Ordinal).Select(line => line.Line)]);
    }
}
