namespace RentABot.Chaos.History;

/// <summary>An event as it reached a subscriber.</summary>
internal sealed record Delivery
{
    public required string Subscriber { get; init; }

    /// <summary>By the run's clock.</summary>
    public required DateTimeOffset At { get; init; }

    public required long Sequence { get; init; }

    public required Guid EventId { get; init; }

    public required string Type { get; init; }

    public required int Revision { get; init; }

    public long? ResourceId { get; init; }

    public Guid? ReservationId { get; init; }

    /// <summary>The broker says that it hands it out again: the subscriber did not acknowledge the first time.</summary>
    public bool Redelivered { get; init; }
}
