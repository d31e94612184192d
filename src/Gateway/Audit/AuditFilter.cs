using RentABot.Persistence.Audit;
using RentABot.Persistence.Events;

namespace RentABot.Gateway.Audit;

/// <summary>Which rows of the audit trail are wanted; null: any.</summary>
internal sealed record AuditFilter
{
    public static readonly AuditFilter Everything = new();

    public DateTimeOffset? From { get; init; }
    public DateTimeOffset? To { get; init; }
    public string? EventType { get; init; }
    public long? ResourceId { get; init; }
    public Guid? ReservationId { get; init; }
    public string? ClientId { get; init; }
    public string? Actor { get; init; }
    public bool? Success { get; init; }

    public IQueryable<EventRow> Of(IQueryable<EventRow> events)
    {
        if (From is not null) events = events.Where(e => e.OccurredAt >= From);
        if (To is not null) events = events.Where(e => e.OccurredAt < To);
        if (EventType is not null) events = events.Where(e => e.Type == EventType);
        if (ResourceId is not null) events = events.Where(e => e.ResourceId == ResourceId);
        if (ReservationId is not null) events = events.Where(e => e.ReservationId == ReservationId);
        if (ClientId is not null) events = events.Where(e => e.ClientId == ClientId);
        if (Actor is not null) events = events.Where(e => e.Actor == Actor);
        return events;
    }

    public IQueryable<RefusedAttempt> Of(IQueryable<RefusedAttempt> refusals)
    {
        if (From is not null) refusals = refusals.Where(r => r.OccurredAt >= From);
        if (To is not null) refusals = refusals.Where(r => r.OccurredAt < To);
        if (EventType is not null) refusals = refusals.Where(r => r.Type == EventType);
        if (ResourceId is not null) refusals = refusals.Where(r => r.ResourceId == ResourceId);
        if (ReservationId is not null) refusals = refusals.Where(r => r.ReservationId == ReservationId);
        if (ClientId is not null) refusals = refusals.Where(r => r.ClientId == ClientId);
        if (Actor is not null) refusals = refusals.Where(r => r.Actor == Actor);
        return refusals;
    }
}
