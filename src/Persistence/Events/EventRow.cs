using RentABot.Persistence.Audit;

namespace RentABot.Persistence.Events;

/// <summary>One event: outbox entry, audit record and source of live updates at once. Never changed.</summary>
public sealed class EventRow : IAuditEntry
{
    /// <summary>From the ledger's counter, with gaps only where a backup was restored: its order is the order of the commits.</summary>
    public required long Sequence { get; init; }
    public required Guid EventId { get; init; }

    /// <summary>The contract's name, such as <c>LockAcquired</c>.</summary>
    public required string Type { get; init; }
    public required DateTimeOffset OccurredAt { get; init; }
    public long? ResourceId { get; init; }
    public string? ResourceName { get; init; }
    public Guid? ReservationId { get; init; }
    public string? ClientId { get; init; }
    public required string Actor { get; init; }
    public string? Address { get; init; }
    public string? UserAgent { get; init; }

    /// <summary>The event as it is published, as JSON.</summary>
    public required string Body { get; init; }

    /// <summary>The W3C trace context of what caused it, where that is traced: it is published as a part of that.</summary>
    public string? TraceParent { get; init; }
}
