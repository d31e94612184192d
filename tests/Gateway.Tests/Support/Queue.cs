using Microsoft.EntityFrameworkCore;
using RentABot.Contracts;

namespace RentABot.Gateway.Tests.Support;

/// <summary>Plays the queue: rows as the allocator would change them, and the events about that.</summary>
internal static class Queue
{
    /// <summary>Changes a reservation's row without telling anybody.</summary>
    public static Task ChangeAsync(this GatewayHost host, Guid id, ReservationStatus status, string? reason = null) => host.SeedAsync(db =>
    {
        var row = db.Reservations.Single(r => r.CorrelationId == id);
        row.Status = status.ToString();
        row.Reason = reason;
        row.Revision++;
    });

    public static Task RemoveAsync(this GatewayHost host, Guid id) =>
        host.SeedAsync(db => db.Reservations.Where(r => r.CorrelationId == id).ExecuteDelete());

    /// <summary>Publishes that a reservation was granted.</summary>
    public static Task TellFulfilledAsync(this GatewayHost host, Guid id) => host.Bus.Publish(new ReservationFulfilled
    {
        EventId = Guid.NewGuid(),
        Sequence = 1,
        Revision = 2,
        OccurredAt = MovableClock.Noon,
        Actor = "tester",
        ReservationId = id,
        Reservation = Samples.Reservation(id, ReservationStatus.Fulfilled),
    });

    /// <summary>The next reservation that is created gets this id and a pending row.</summary>
    public static void OnCreate(this GatewayHost host, Guid id, ReservationStatus status = ReservationStatus.Pending) =>
        host.Allocator.On<CreateReservation>(async (_, _) =>
        {
            await host.SeedAsync(db =>
            {
                if (!db.Reservations.Any(r => r.CorrelationId == id)) db.Reservations.Add(Samples.ReservationRow(id, db.Reservations.Count() + 1, status.ToString()));
            });
            return new CreateReservationResult { Reservation = Samples.Reservation(id, status), PositionInQueue = 1 };
        });

    /// <summary>A claim is granted with a lock on resource 1.</summary>
    public static void OnClaim(this GatewayHost host) => host.Allocator.On<ClaimReservation>(command => new ClaimReservationResult
    {
        Reservation = Samples.Reservation(command.ReservationId, ReservationStatus.Claimed) with { ResourceIds = [1] },
        Locks = [Samples.Granted()],
    });
}
