using RentABot.Allocator.Commands;
using RentABot.Allocator.Resources;
using RentABot.Allocator.Writing;
using RentABot.Contracts;

namespace RentABot.Allocator.Maintenance;

internal sealed class MarkAvailableHandler(KnownResources known, MaintenanceDesk maintenance) : ICommandHandler<MarkAvailable>
{
    public async Task<Answer> HandleAsync(MarkAvailable command, CancellationToken cancellationToken)
    {
        var id = command.ResourceId;
        var snapshot = await known.SnapshotAsync(id, cancellationToken);
        maintenance.BringBack(snapshot);
        return async token => new MarkAvailableResult
        {
            Resource = (await known.SnapshotAsync(id, token)).ToState(),
        };
    }
}
