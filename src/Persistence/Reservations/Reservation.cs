using MassTransit;
using RentABot.Rules;

namespace RentABot.Persistence.Reservations;

/// <summary>An instance of the reservation state machine, which alone changes <see cref="Status"/>.</summary>
public sealed class Reservation : SagaStateMachineInstance
{
    /// <summary>The reservation's id.</summary>
    public Guid CorrelationId { get; set; }

    /// <summary>The state's name, such as <c>Pending</c>.</summary>
    public string Status { get; set; } = "";
    public long? ResourceId { get; set; }
    public string? Name { get; set; }
    public List<string> Tags { get; set; } = [];
    public string? Expression { get; set; }
    public int Quantity { get; set; }

    /// <summary>Seconds that each of its locks will live.</summary>
    public int Ttl { get; set; }

    /// <summary>The client said nothing about the ttl, so a resource that allows less serves it too, for as long as it allows.</summary>
    public bool TtlIsDefault { get; set; }
    public int Priority { get; set; }
    public string ClientId { get; set; } = "";

    /// <summary>Whose it is: the caller who made it.</summary>
    public string Actor { get; set; } = "";
    public string? Details { get; set; }
    public int ClaimWindow { get; set; }

    /// <summary><c>created_at + priority × aging_step</c>: the lower the sooner it is served.</summary>
    public DateTimeOffset Rank { get; set; }

    /// <summary>Breaks ties of rank: grows with every reservation.</summary>
    public long Arrival { get; set; }
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Until when it waits; judged while pending.</summary>
    public DateTimeOffset ExpiresAt { get; set; }
    public DateTimeOffset? FulfilledAt { get; set; }

    /// <summary>Until when it can be claimed; judged while fulfilled.</summary>
    public DateTimeOffset? ClaimExpiresAt { get; set; }
    public DateTimeOffset? ClaimedAt { get; set; }
    public DateTimeOffset? EndedAt { get; set; }
    public string? Reason { get; set; }

    /// <summary>What is set aside for it while fulfilled, what it locked once claimed.</summary>
    public List<long> ResourceIds { get; set; } = [];
    public int Revision { get; set; }

    /// <summary>What a resource must allow at least; null: anything will do.</summary>
    public int? LeastMaxLockDuration => TtlIsDefault ? null : Ttl;

    public Selector Selector => Selector.Of(ResourceId, Name, Tags, Expression);
}
