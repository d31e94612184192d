using RentABot.Allocator.Commands;
using RentABot.Allocator.Resources;
using RentABot.Allocator.Writing;
using RentABot.Contracts;

namespace RentABot.Allocator.Maintenance;

internal sealed class MarkUnavailableHandler(KnownResources known, WriteTransaction transaction, MaintenanceDesk maintenance)
    : ICommandHandler<MarkUnavailable>
{
    public async Task<Answer> HandleAsync(MarkUnavailable command, CancellationToken cancellationToken)
    {
        var id = command.ResourceId;
        var snapshot = await known.SnapshotAsync(id, cancellationToken);
        if (command.Until <= transaction.Now) throw Rejection.Invalid("until", "must be later than now");

        if (command.From is { } from && from > transaction.Now)
        {
            if (snapshot.Resource.Unavailable)
            {
                throw Rejection.Invalid("from", "the resource is out of service already; mark it available first to plan a later window");
            }

            maintenance.Plan(snapshot, command.Reason, from, command.Until);
        }
        else
        {
            await maintenance.TakeOutAsync(snapshot, command.Reason, command.Until, cancellationToken);
        }

        return async token => new MarkUnavailableResult
        {
            Resource = (await known.SnapshotAsync(id, token)).ToState(),
        };
    }
}
