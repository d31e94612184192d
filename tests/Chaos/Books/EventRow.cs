using RentABot.Contracts;

namespace RentABot.Chaos.Books;

/// <summary>A row of the event log, and the event as it is published.</summary>
internal sealed record EventRow
{
    public required long Sequence { get; init; }

    public required Guid EventId { get; init; }

    public required string Type { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }

    public long? ResourceId { get; init; }

    public Guid? ReservationId { get; init; }

    public required Event Body { get; init; }
}
