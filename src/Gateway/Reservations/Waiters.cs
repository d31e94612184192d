using Microsoft.Extensions.Options;
using RentABot.Gateway.Problems;
using RentABot.Gateway.Settings;

namespace RentABot.Gateway.Reservations;

/// <summary>Who waits in this process for which reservation.</summary>
internal sealed class Waiters(IOptions<GatewayOptions> options)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, List<Waiter>> _waiters = [];
    private int _count;

    /// <summary>Adds a waiter until it is disposed.</summary>
    public Waiter Register(Guid reservationId)
    {
        var waiter = new Waiter(reservationId, Leave);
        lock (_gate)
        {
            if (_count >= options.Value.MaxWaits) throw new ProblemException(ProblemCatalog.TooManyWaits);
            _count++;
            if (!_waiters.TryGetValue(reservationId, out var list)) _waiters[reservationId] = list = [];
            list.Add(waiter);
        }

        return waiter;
    }

    /// <summary>Wakes all that wait for a reservation.</summary>
    public void Wake(Guid reservationId)
    {
        foreach (var waiter in Of(reservationId)) waiter.Wake();
    }

    /// <summary>Wakes those that have not seen this revision.</summary>
    public void WakeUnless(Guid reservationId, int revision)
    {
        foreach (var waiter in Of(reservationId))
        {
            if (waiter.SeenRevision is { } seen && seen != revision) waiter.Wake();
        }
    }

    /// <summary>The reservations that are waited for.</summary>
    public IReadOnlyList<Guid> ReservationIds()
    {
        lock (_gate) return [.. _waiters.Keys];
    }

    private Waiter[] Of(Guid reservationId)
    {
        lock (_gate) return _waiters.TryGetValue(reservationId, out var list) ? [.. list] : [];
    }

    private void Leave(Waiter waiter)
    {
        lock (_gate)
        {
            if (!_waiters.TryGetValue(waiter.ReservationId, out var list) || !list.Remove(waiter)) return;
            _count--;
            if (list.Count == 0) _waiters.Remove(waiter.ReservationId);
        }
    }
}
