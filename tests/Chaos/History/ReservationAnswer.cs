using RentABot.Contracts;

namespace RentABot.Chaos.History;

/// <summary>A reservation as an answer told it.</summary>
internal sealed record ReservationAnswer
{
    public required Guid Id { get; init; }

    public required ReservationStatus Status { get; init; }

    public IReadOnlyList<long> ResourceIds { get; init; } = [];

    public int? PositionInQueue { get; init; }
}
