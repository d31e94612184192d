using RentABot.Contracts;

namespace RentABot.Gateway.Live;

/// <summary>Which events somebody wants to hear: those that fit all that is said here.</summary>
internal sealed record EventFilter
{
    /// <summary>Null: all.</summary>
    public IReadOnlySet<string>? Types { get; init; }

    public long? ResourceId { get; init; }

    public Guid? ReservationId { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    public bool Fits(FeedEvent change) =>
        Types?.Contains(change.Type) != false
        && (ResourceId is null || ResourceId == change.ResourceId)
        && (ReservationId is null || ReservationId == change.ReservationId)
        && (Tags.Count == 0 || Tags.All(TagsOf(change.Change).Contains));

    private static IReadOnlyList<string> TagsOf(Event change) => change switch
    {
        ResourceEvent { Resource.Tags: var tags } => tags,
        ReservationEvent { Reservation.Tags: var tags } => tags,
        _ => [],
    };
}
