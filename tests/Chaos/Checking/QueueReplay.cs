using RentABot.Chaos.Books;
using RentABot.Contracts;
using RentABot.Rules;

namespace RentABot.Chaos.Checking;

/// <summary>The queue and the resources as they stood after each event of the log.</summary>
internal sealed class QueueReplay(CheckedRun run)
{
    private readonly Dictionary<Guid, Waiter> _pending = [];
    private readonly Dictionary<long, ResourceState> _resources = [];
    private readonly Dictionary<long, Guid> _setAside = [];
    private readonly Dictionary<Guid, Selector> _wishes = [];

    public IReadOnlyCollection<Waiter> Pending => _pending.Values;

    public IReadOnlyDictionary<long, ResourceState> Resources => _resources;

    /// <summary>Neither locked, out of service nor set aside for one who is fulfilled. Gatherers may hold it: no event tells.</summary>
    public bool IsFree(long resourceId) =>
        _resources.GetValueOrDefault(resourceId) is { Locked: false, Unavailable: false } && !_setAside.ContainsKey(resourceId);

    public bool Suits(ReservationRow reservation, ResourceState resource) => reservation.Suits(Wish(reservation), resource);

    /// <summary>Enough of what it could use is in service: then whatever it can reach is given to it, or held for it.</summary>
    public bool Gathers(ReservationRow reservation) =>
        _resources.Values.Count(resource => !resource.Unavailable && Suits(reservation, resource)) >= reservation.Quantity;

    public void Apply(EventRow row)
    {
        switch (row.Body)
        {
            case ResourceRemoved removed:
                _resources.Remove(removed.ResourceId);
                break;
            case ResourceEvent changed:
                _resources[changed.ResourceId] = changed.Resource;
                break;
            case ReservationEvent changed:
                Apply(row, changed);
                break;
        }
    }

    private void Apply(EventRow row, ReservationEvent changed)
    {
        var id = changed.ReservationId;
        foreach (var (resourceId, _) in _setAside.Where(pair => pair.Value == id).ToList()) _setAside.Remove(resourceId);
        if (changed is ReservationQueued && run.Reservations.GetValueOrDefault(id) is { } reservation)
        {
            _pending[id] = new Waiter(reservation, row);
        }
        else
        {
            _pending.Remove(id);
        }

        if (changed is not ReservationFulfilled) return;
        foreach (var resourceId in changed.Reservation.ResourceIds) _setAside[resourceId] = id;
    }

    private Selector Wish(ReservationRow reservation)
    {
        if (!_wishes.TryGetValue(reservation.Id, out var wish)) _wishes[reservation.Id] = wish = reservation.Wish();
        return wish;
    }

    /// <summary>A pending reservation and the event since when it waits.</summary>
    internal sealed record Waiter(ReservationRow Reservation, EventRow Since);
}
