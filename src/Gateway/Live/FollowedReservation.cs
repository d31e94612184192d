using RentABot.Contracts;
using RentABot.Gateway.Reservations;
using RentABot.Persistence.Queue;

namespace RentABot.Gateway.Live;

/// <summary>A reservation as its follower knows it, and what to tell when it is otherwise. Nothing is told twice.</summary>
internal sealed class FollowedReservation(ReservationState state, QueueStanding? standing)
{
    public ReservationStatus Status => state.Status;

    public int Revision => state.Revision;

    public bool IsPending => Status == ReservationStatus.Pending;

    /// <summary>Nothing more will happen to it.</summary>
    public bool HasEnded => Status is ReservationStatus.Released or ReservationStatus.Cancelled or ReservationStatus.Expired;

    /// <summary>Its status in one word.</summary>
    public string StatusName => Status.ToString().ToLowerInvariant();

    public ReservationMessage Tell() => Tell(StatusName);

    /// <summary>Takes where it stands now.</summary>
    /// <returns>What is to be told of that.</returns>
    public IEnumerable<ReservationMessage> Place(QueueStanding? now)
    {
        if (!IsPending || now is null) return [];
        var before = standing;
        standing = now;
        List<ReservationMessage> changes = [];
        if (before?.Position != now.Position) changes.Add(Tell(ReservationMessage.Position));
        if (before?.Gathered != now.Gathered) changes.Add(Tell(ReservationMessage.Holding));
        return changes;
    }

    private ReservationMessage Tell(string type) => new(type, new ReservationReadResponse(state, IsPending ? standing : null));
}
