namespace RentABot.Persistence.Audit;

/// <summary>Something that was asked for and refused; it changed nothing. Beside the events, this is the audit trail.</summary>
public sealed class RefusedAttempt : IAuditEntry
{
    /// <summary>Given under the write lock: its order is the order of the commits.</summary>
    public long Id { get; init; }

    /// <summary>That of the last event before it was written.</summary>
    public required long Sequence { get; init; }

    /// <summary>One of <see cref="RefusalTypes"/>.</summary>
    public required string Type { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }
    public long? ResourceId { get; init; }
    public Guid? ReservationId { get; init; }
    public string? ClientId { get; init; }
    public required string Actor { get; init; }
    public string? Address { get; init; }
    public string? UserAgent { get; init; }

    /// <summary>What was asked and how it was answered, as JSON.</summary>
    public required string Details { get; init; }
}
