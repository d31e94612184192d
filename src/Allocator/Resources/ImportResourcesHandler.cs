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
        var present = await db.ResourceSnapshots().ToDictionaryAsync(s => s.Resource.Name, StringComparer.Ordinal, cancellationToken);
        int updated = 0, unchanged = 0, pruned = 0;
        var added = new List<ResourceDescription>();
        var skipped = new List<string>();

        foreach (var description in command.Resources)
        {
            if (!present.Remove(description.Name, out var snapshot))
            {
                added.Add(description);
            }
            else if (registry.Update(snapshot, description))
            {
                updated++;
            }
            else
            {
                unchanged++;
            }
        }

        await registry.AddAsync(added, cancellationToken);
        if (command.Prune)
        {
            foreach (var absent in present.Values)
            {
                if (absent.Lock is not null || absent.Hold is not null)
                {
                    skipped.Add(absent.Resource.Name);
                    continue;
                }

                await registry.RemoveAsync(absent, cancellationToken);
                pruned++;
            }
        }

        return Answers.With(new ImportResourcesResult
        {
            Created = added.Count,
            Updated = updated,
            Unchanged = unchanged,
            Pruned = pruned,
            Skipped = [.. skipped.Order(StringComparer.Ordinal)],
        });
    }
}
