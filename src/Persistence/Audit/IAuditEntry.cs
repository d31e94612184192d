namespace RentABot.Persistence.Audit;

/// <summary>What events and refused attempts tell alike.</summary>
public interface IAuditEntry
{
    long Sequence { get; }
    string Type { get; }
    DateTimeOffset OccurredAt { get; }
    long? ResourceId { get; }
    Guid? ReservationId { get; }
    string? ClientId { get; }
    string Actor { get; }
    string? Address { get; }
    string? UserAgent { get; }
}
