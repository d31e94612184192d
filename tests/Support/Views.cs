namespace RentABot.Support;

/// <summary>A resource, as far as the tests look at it.</summary>
internal sealed record ResourceView(
    long Id,
    string Name,
    string[] Tags,
    string Status,
    bool Locked,
    string? LockClientId,
    DateTimeOffset? LockAcquiredAt,
    DateTimeOffset? LockExpiresAt,
    long? FencingToken,
    Guid? ReservationId,
    bool Unavailable,
    DateTimeOffset? UnavailableUntil);

/// <summary>A granted lock.</summary>
internal sealed record LockView(
    string LockToken,
    long FencingToken,
    long ResourceId,
    DateTimeOffset AcquiredAt,
    DateTimeOffset ExpiresAt,
    int ExpiresIn,
    ResourceView Resource);

/// <summary>A list of granted locks.</summary>
internal sealed record LocksView(LockView[] Locks);

/// <summary>A reservation; with its locks where it was just claimed.</summary>
internal sealed record ReservationView(
    Guid ReservationId,
    string Status,
    int Quantity,
    int Priority,
    string ClientId,
    int? PositionInQueue,
    DateTimeOffset CreatedAt,
    DateTimeOffset ExpiresAt,
    DateTimeOffset? FulfilledAt,
    DateTimeOffset? ClaimExpiresAt,
    DateTimeOffset? EndedAt,
    string? Reason,
    long[] ResourceIds,
    LockView[]? Locks);
