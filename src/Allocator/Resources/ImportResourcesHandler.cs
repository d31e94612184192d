using Microsoft.EntityFrameworkCore;
using RentABot.Allocator.Commands;
using RentABot.Allocator.Writing;
using RentABot.Contracts;
using RentABot.Persistence;
using RentABot.Persistence.Resources;

namespace RentABot.Allocator.Resources;

internal sealed class ImportResourcesHandler(RentABotDbContext db, ResourceRegistry registry) : ICommandHandler<ImportResources>
{
    public async Task<Answer> HandleAsync(ImportResources command, CancellationToken cancellationToken)
    {
        var snapshots = await db.ResourceSnapshots().ToListAsync(cancellationToken);
        var plan = ImportPlan.Of(snapshots, command);
        var updated = plan.Present.Where(pair => registry.Update(pair.Snapshot, pair.Description)).Select(pair => pair.Description.Name).ToList();
        await registry.AddAsync(plan.Added, cancellationToken);
        foreach (var absent in plan.Pruned) await registry.RemoveAsync(absent, cancellationToken);

        return Answers.With(new ImportResourcesResult
        {
            Created = plan.Added.Count,
            Updated = updated.Count,
            Unchanged = plan.Present.Count - updated.Count,
            Pruned = plan.Pruned.Count,
            Skipped = plan.Skipped,
            CreatedNames = ImportPlan.Names(plan.Added.Select(added => added.Name)),
            UpdatedNames = ImportPlan.Names(updated),
            PrunedNames = ImportPlan.Names(plan.Pruned.Select(pruned => pruned.Resource.Name)),
        });
    }
}
