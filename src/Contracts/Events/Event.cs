namespace RentABot.Contracts;

/// <summary>A durable change. Published at least once, in the order of <see cref="Sequence"/>.</summary>
public abstract record Event
{
    /// <summary>The same in every repeat of this event.</summary>
    public required Guid EventId { get; init; }

    /// <summary>Strictly growing over all events.</summary>
    public required long Sequence { get; init; }

    /// <summary>1, 2, 3 … over the events of the same resource or reservation, so that a gap shows.</summary>
    public required int Revision { get; init; }

    /// <summary>The database's clock at the change, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>Who caused it: an API key's name, a broker user, or <c>rentabot</c> for what came due.</summary>
    public required string Actor { get; init; }

    /// <summary>The client that the lock or reservation belongs to.</summary>
    public string? ClientId { get; init; }
}
