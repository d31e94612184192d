namespace RentABot.Persistence.Deadlines;

/// <summary>A row that is due.</summary>
public sealed record Deadline
{
    public required DeadlineKind Kind { get; init; }

    /// <summary>The lock or the reservation; empty for a resource.</summary>
    public required Guid Id { get; init; }

    /// <summary>The resource; 0 for anything else.</summary>
    public required long ResourceId { get; init; }
}
