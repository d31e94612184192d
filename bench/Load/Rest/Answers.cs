namespace RentABot.Load.Rest;

/// <summary>A reservation, as far as anybody here looks at it; with its locks where it was just claimed.</summary>
internal sealed record Reservation(
    Guid ReservationId, string Status, string[] Tags, int Quantity, DateTimeOffset CreatedAt, long[] ResourceIds, Granted[]? Locks);

/// <summary>One page of reservations, newest first.</summary>
internal sealed record ReservationPage(Reservation[] Reservations);

/// <summary>Locks that were granted together.</summary>
internal sealed record Grant(Granted[] Locks);

/// <summary>A granted lock. Its token is not said.</summary>
internal sealed record Granted(string LockToken, long FencingToken, long ResourceId, Resource Resource)
{
    public override string ToString() => $"Lock {{ ResourceId = {ResourceId} }}";
}

internal sealed record Resource(long Id, string Name, string[] Tags, string Status, bool Locked);

/// <summary>One page of resources.</summary>
internal sealed record ResourcePage(Resource[] Resources, int Total);

/// <summary>The answer to an unlock.</summary>
internal sealed record Unlocked(Resource Resource);

/// <summary>The answer to an extension.</summary>
internal sealed record Extended(DateTimeOffset ExpiresAt, int TotalLockDuration);
