using RentABot.Allocator.Commands;
using RentABot.Allocator.Writing;
using RentABot.Contracts;
using RentABot.Persistence;

namespace RentABot.Allocator.Resources;

internal sealed class UpdateResourceHandler(RentABotDbContext db, KnownResources known, ResourceRegistry registry) : ICommandHandler<UpdateResource>
{
    public async Task<Answer> HandleAsync(UpdateResource command, CancellationToken cancellationToken)
    {
        var id = command.ResourceId;
        var snapshot = await known.SnapshotAsync(id, cancellationToken);
        var resource = snapshot.Resource;
        if (command.ExpectedRevision is { } expected && expected != resource.Revision)
        {
            throw Rejection.Stale(
                "stale_revision", $"Resource {resource.Name} is at revision {resource.Revision} by now; read it again.", ("resource_id", id));
        }

        if (command.Name is { } name && name != resource.Name) await NameTaken.ThrowIfAsync(db, name, cancellationToken);
        registry.Update(snapshot, new ResourceDescription
        {
            Name = command.Name ?? resource.Name,
            Description = command.Description ?? resource.Description,
            Endpoint = command.Endpoint ?? resource.Endpoint,
            Tags = command.Tags ?? resource.Tags,
            MaxLockDuration = command.ResetMaxLockDuration ? null : command.MaxLockDuration ?? resource.MaxLockDuration,
        });
        return async token => new UpdateResourceResult
        {
            Resource = (await known.SnapshotAsync(id, token)).ToState(),
        };
    }
}
