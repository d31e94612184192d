using RentABot.Allocator.Commands;
using RentABot.Allocator.Writing;
using RentABot.Contracts;
using RentABot.Persistence.Resources;

namespace RentABot.Allocator.Resources;

internal sealed class RemoveResourceHandler(KnownResources known, ResourceRegistry registry) : ICommandHandler<RemoveResource>
{
    public async Task<Answer> HandleAsync(RemoveResource command, CancellationToken cancellationToken)
    {
        var id = command.ResourceId;
        var snapshot = await known.SnapshotAsync(id, cancellationToken);
        if (!command.Force && (snapshot.Lock is not null || snapshot.Hold is not null))
        {
            throw Rejection.Conflict(
                "resource_in_use", $"Resource {snapshot.Resource.Name} is locked or held; force removes it all the same.", ("resource_id", id));
        }

        await registry.RemoveAsync(snapshot, cancellationToken);
        return Answers.With(new RemoveResourceResult { Resource = new ResourceSnapshot { Resource = snapshot.Resource }.ToState() });
    }
}
