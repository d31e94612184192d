namespace RentABot.Chaos.Books;

/// <summary>The database's tables at the end of a run, from one snapshot, and what was seen right before.</summary>
internal sealed record ClosedBooks
{
    /// <summary>By the database's clock.</summary>
    public required DateTimeOffset ReadAt { get; init; }

    public IReadOnlyList<ResourceRow> Resources { get; init; } = [];

    public IReadOnlyList<LockRow> Locks { get; init; } = [];

    public IReadOnlyList<ReservationRow> Reservations { get; init; } = [];

    public IReadOnlyList<HoldRow> Holds { get; init; } = [];

    /// <summary>By sequence.</summary>
    public IReadOnlyList<EventRow> Events { get; init; } = [];

    public IReadOnlyList<CommandMarkRow> CommandMarks { get; init; } = [];

    /// <summary>The last numbers that the ledger gave.</summary>
    public required long LastSequence { get; init; }

    /// <inheritdoc cref="LastSequence"/>
    public required long LastFencingToken { get; init; }

    /// <summary>Up to which event the broker has confirmed everything.</summary>
    public required long RelayedTo { get; init; }

    public QuietPeriod Quiet { get; init; } = new();
}
