namespace RentABot.Queue;

/// <summary>A reservation, as far as the benchmark looks at it.</summary>
internal sealed record Waiter(Guid ReservationId, string Status, string[] Tags, int Quantity, DateTimeOffset CreatedAt)
{
    public Wish Wish => new(Tags.Single(), Quantity);
}

/// <summary>What a reservation asks for.</summary>
internal sealed record Wish(string Tag, int Quantity);

/// <summary>One page of reservations, newest first.</summary>
internal sealed record Page(Waiter[] Reservations);

/// <summary>Locks that were granted together.</summary>
internal sealed record Grant(Lock[] Locks);

internal sealed record Lock(string LockToken, long ResourceId, Resource Resource);

internal sealed record Resource(string[] Tags);
