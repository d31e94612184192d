namespace RentABot.Chaos.History;

/// <summary>
/// One attempt of a client to have something done, and what it heard. A repeat is a call of its own with the same
/// <see cref="Request"/> and <see cref="Key"/>. All instants are those of the run's one clock.
/// </summary>
internal sealed record Call
{
    /// <summary>Unique in the run.</summary>
    public required long Number { get; init; }

    /// <summary>Who calls, one call at a time.</summary>
    public required string Client { get; init; }

    public required Transport Transport { get; init; }

    public required Operation Operation { get; init; }

    /// <summary>
    /// Unique for each thing that a client wants once, and sent as its <c>client_id</c>: locks, reservations and events
    /// that the call brought about carry it.
    /// </summary>
    public required string Request { get; init; }

    /// <summary>The idempotency key or the message id; null for a REST call without one.</summary>
    public string? Key { get; init; }

    /// <summary>The service that was asked, by its name as in <see cref="Fault.Target"/>; null over the bus.</summary>
    public string? Through { get; init; }

    public required DateTimeOffset Begin { get; init; }

    /// <summary>When the answer had been read, or the caller stopped waiting.</summary>
    public required DateTimeOffset End { get; init; }

    public required Outcome Outcome { get; init; }

    /// <summary>The HTTP status, or the one that a rejection on the bus names; 0 without an answer.</summary>
    public int Status { get; init; }

    /// <summary>The refusal's stable word.</summary>
    public string? Code { get; init; }

    /// <summary>The answer says that it repeats an earlier one.</summary>
    public bool Replayed { get; init; }

    /// <summary>Of a lock or a reservation.</summary>
    public Selection? Selection { get; init; }

    /// <summary>Seconds, where the call named them.</summary>
    public int? Ttl { get; init; }

    public int? Priority { get; init; }

    /// <summary>Seconds that a lock stands in the queue for; null: not at all.</summary>
    public int? Wait { get; init; }

    /// <summary>Ends anybody's lock, or removes a resource that is in use.</summary>
    public bool Force { get; init; }

    /// <summary>The locks that an unlock or an extension is about; of a forced end the resource alone counts.</summary>
    public IReadOnlyList<LockReference> Locks { get; init; } = [];

    /// <summary>The resource that a maintenance, an update or a removal is about.</summary>
    public long? ResourceId { get; init; }

    /// <summary>The reservation that a read, a claim or a cancellation is about.</summary>
    public Guid? ReservationId { get; init; }

    /// <summary>The locks in the answer.</summary>
    public IReadOnlyList<Grant> Grants { get; init; } = [];

    /// <summary>The reservation in the answer.</summary>
    public ReservationAnswer? Reservation { get; init; }

    /// <summary>The expiry that the answer to an extension promises, by the database's clock.</summary>
    public DateTimeOffset? ExtendedTo { get; init; }
}
