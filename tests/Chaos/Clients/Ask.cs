using RentABot.Chaos.History;

namespace RentABot.Chaos.Clients;

/// <summary>What a client wants once, however often it has to ask.</summary>
internal sealed record Ask(Operation Operation, string Request)
{
    /// <summary>Repeats are told by it; null: nobody repeats it.</summary>
    public string? Key { get; init; }

    public Selection? Selection { get; init; }

    /// <summary>Seconds, as everything below.</summary>
    public int? Ttl { get; init; }

    public int? AdditionalTtl { get; init; }

    public int? Priority { get; init; }

    public int? MaxWaitTime { get; init; }

    public int? ClaimWindow { get; init; }

    /// <summary>How long a claim or a lock over REST may wait for its grant.</summary>
    public int? Wait { get; init; }

    public IReadOnlyList<HeldLock> Locks { get; init; } = [];

    public Guid? ReservationId { get; init; }

    public long? ResourceId { get; init; }

    public string? Reason { get; init; }

    public DateTimeOffset? From { get; init; }

    public DateTimeOffset? Until { get; init; }

    /// <summary>Of an import: a description by name.</summary>
    public IReadOnlyDictionary<string, LabResource>? Descriptor { get; init; }
}
