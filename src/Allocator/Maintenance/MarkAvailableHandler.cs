using RentABot.Allocator.Commands;
using RentABot.Allocator.Resources;
using RentABot.Allocator.Writing;
using RentABot.Contracts;
using RentABot.Persistence;

namespace RentABot.Allocator.Maintenance;

internal sealed class MarkAvailableHandler(RentABotDbContext db, MaintenanceDesk maintenance) : ICommandHandler<MarkAvailable>
{
    public async Task<Answer> HandleAsync(MarkAvailable command, CancellationToken cancellationToken)
    {
        var id = command.ResourceId;
        var snapshot = await db.SnapshotAsync(id, cancellationToken);
        maintenance.BringBack(snapshot);
        return async token => new MarkAvailableResult
        {
            Resource = (await db.SnapshotAsync(id, token)).ToState(),
        };
    }
}
