namespace RentABot.Persistence.Queue;

/// <summary>A pending reservation in the line.</summary>
public sealed record QueuedReservation(Guid Id, DateTimeOffset Rank, long Arrival, int Quantity, Wish Wish)
{
    /// <summary>By rank, ties by arrival.</summary>
    public static readonly Comparer<QueuedReservation> ByRank = Comparer<QueuedReservation>.Create((one, other) =>
    {
        var rank = one.Rank.CompareTo(other.Rank);
        return rank != 0 ? rank : one.Arrival.CompareTo(other.Arrival);
    });
}
