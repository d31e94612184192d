using RentABot.Persistence.Audit;

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

    public IQueryable<TEntry> Of<TEntry>(IQueryable<TEntry> entries)
        where TEntry : class, IAuditEntry
    {
        if (From is not null) entries = entries.Where(e => e.OccurredAt >= From);
        if (To is not null) entries = entries.Where(e => e.OccurredAt < To);
        if (EventType is not null) entries = entries.Where(e => e.Type == EventType);
        if (ResourceId is not null) entries = entries.Where(e => e.ResourceId == ResourceId);
        if (ReservationId is not null) entries = entries.Where(e => e.ReservationId == ReservationId);
        if (ClientId is not null) entries = entries.Where(e => e.ClientId == ClientId);
        if (Actor is not null) entries = entries.Where(e => e.Actor == Actor);
        return entries;
    }
}
