using RentABot.Allocator.Writing;
using RentABot.Contracts;
using RentABot.Persistence.Resources;

namespace RentABot.Allocator.Maintenance;

/// <summary>Takes resources out of service and brings them back. A running lock goes on.</summary>
internal sealed class MaintenanceDesk(WriteTransaction transaction, EventLog events, HoldBreaker holds)
{
    public async Task TakeOutAsync(ResourceSnapshot snapshot, string reason, DateTimeOffset? until, CancellationToken cancellationToken)
    {
        var resource = snapshot.Resource;
        if (!resource.Unavailable) resource.UnavailableSince = transaction.Now;
        resource.Unavailable = true;
        resource.UnavailableReason = reason;
        resource.UnavailableFrom = null;
        resource.UnavailableUntil = until;
        await holds.BreakAsync(snapshot, $"resource {resource.Name} went out of service: {reason}", cancellationToken);
        events.Append<ResourceMarkedUnavailable>(snapshot with { Hold = null });
        transaction.QueueChanged = true;
    }

    public void Plan(ResourceSnapshot snapshot, string reason, DateTimeOffset from, DateTimeOffset? until)
    {
        snapshot.Resource.UnavailableReason = reason;
        snapshot.Resource.UnavailableFrom = from;
        snapshot.Resource.UnavailableUntil = until;
        events.Append<ResourceUpdated>(snapshot);
    }

    /// <summary>Ends a maintenance, or forgets a planned one.</summary>
    public void BringBack(ResourceSnapshot snapshot)
    {
        var resource = snapshot.Resource;
        var wasOut = resource.Unavailable;
        if (!wasOut && resource.UnavailableFrom is null) return;
        resource.Unavailable = false;
        resource.UnavailableReason = null;
        resource.UnavailableSince = null;
        resource.UnavailableFrom = null;
        resource.UnavailableUntil = null;
        if (wasOut)
        {
            events.Append<ResourceMarkedAvailable>(snapshot);
        }
        else
        {
            events.Append<ResourceUpdated>(snapshot);
        }

        transaction.QueueChanged = true;
    }
}
