using System.Diagnostics;
using System.Text.Json;
using RentABot.Contracts;
using RentABot.Hosting;
using RentABot.Persistence;
using RentABot.Persistence.Events;
using RentABot.Persistence.Locks;
using RentABot.Persistence.Reservations;
using RentABot.Persistence.Resources;

namespace RentABot.Allocator.Writing;

/// <summary>
/// Appends events in the transaction of the change that they tell. All events of a family have the same fields, so a
/// body is written from the family's shape and read as the event that its row names.
/// </summary>
internal sealed class EventLog(RentABotDbContext db, WriteTransaction transaction)
{
    public void Append<TEvent>(ResourceSnapshot after)
        where TEvent : ResourceEvent
    {
        Revise(after.Resource);
        var body = new ResourceBody
        {
            EventId = transaction.NewId(),
            Sequence = transaction.NextSequence(),
            Revision = after.Resource.Revision,
            OccurredAt = transaction.Now,
            Actor = transaction.Caller.Actor,
            ResourceId = after.Resource.Id,
            Resource = after.ToState(),
        };
        Add<TEvent>(body, JsonSerializer.Serialize(body, WireJson.Options), after.Resource, null);
    }

    public void Append<TEvent>(ResourceLock subject, ResourceSnapshot after, string? reason = null)
        where TEvent : LockEvent
    {
        Revise(after.Resource);
        var body = new LockBody
        {
            EventId = transaction.NewId(),
            Sequence = transaction.NextSequence(),
            Revision = after.Resource.Revision,
            OccurredAt = transaction.Now,
            Actor = transaction.Caller.Actor,
            ClientId = subject.ClientId,
            ResourceId = after.Resource.Id,
            Resource = after.ToState(),
            ReservationId = subject.ReservationId,
            Lock = subject.ToState(),
            Reason = reason,
        };
        Add<TEvent>(body, JsonSerializer.Serialize(body, WireJson.Options), after.Resource, subject.ReservationId);
    }

    public void Append<TEvent>(Reservation after, ReservationStatus status)
        where TEvent : ReservationEvent
    {
        after.Revision++;
        var body = new ReservationBody
        {
            EventId = transaction.NewId(),
            Sequence = transaction.NextSequence(),
            Revision = after.Revision,
            OccurredAt = transaction.Now,
            Actor = transaction.Caller.Actor,
            ClientId = after.ClientId,
            ReservationId = after.CorrelationId,
            Reservation = after.ToState(status),
        };
        Add<TEvent>(body, JsonSerializer.Serialize(body, WireJson.Options), null, after.CorrelationId);
    }

    private void Revise(Resource resource)
    {
        resource.Revision++;
        resource.UpdatedAt = transaction.Now;
    }

    private void Add<TEvent>(Event body, string json, Resource? resource, Guid? reservationId) => db.Events.Add(new EventRow
    {
        Sequence = body.Sequence,
        EventId = body.EventId,
        Type = typeof(TEvent).Name,
        OccurredAt = body.OccurredAt,
        ResourceId = resource?.Id,
        ResourceName = resource?.Name,
        ReservationId = reservationId,
        ClientId = body.ClientId,
        Actor = body.Actor,
        Address = transaction.Caller.Address,
        UserAgent = transaction.Caller.UserAgent,
        Body = json,
        TraceParent = Activity.Current?.Id,
    });

    private sealed record ResourceBody : ResourceEvent;

    private sealed record LockBody : LockEvent
    {
        public string? Reason { get; init; }
    }

    private sealed record ReservationBody : ReservationEvent;
}
