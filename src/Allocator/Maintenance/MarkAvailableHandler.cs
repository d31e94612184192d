using Microsoft.EntityFrameworkCore;
using RentABot.Allocator.Commands;
using RentABot.Allocator.Writing;
using RentABot.Contracts;
using RentABot.Persistence;
using RentABot.Persistence.Resources;

namespace RentABot.Allocator.Maintenance;

internal sealed class MarkAvailableHandler(RentABotDbContext db, MaintenanceDesk maintenance) : ICommandHandler<MarkAvailable>
{
    public async Task<Answer> HandleAsync(MarkAvailable command, CancellationToken cancellationToken)
    {
        var id = command.ResourceId;
        var snapshot = await db.ResourceSnapshots().SingleOrDefaultAsync(s => s.Resource.Id == id, cancellationToken)
            ?? throw Rejection.ResourceNotFound(id);
        maintenance.BringBack(snapshot);
        return async token => new MarkAvailableResult
        {
            Resource = (await db.ResourceSnapshots().SingleAsync(s => s.Resource.Id == id, token)).ToState(),
        };
    }
}
