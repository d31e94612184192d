using RentABot.Contracts;
using RentABot.Persistence.Locks;

namespace RentABot.Persistence.Resources;

/// <summary>A resource with its running lock and its hold: all that its state is told by.</summary>
public sealed record ResourceSnapshot
{
    public required Resource Resource { get; init; }
    public ResourceLock? Lock { get; init; }
    public Hold? Hold { get; init; }

    public ResourceStatus Status => this switch
    {
        { Lock: not null } => ResourceStatus.Locked,
        { Resource.Unavailable: true } => ResourceStatus.Unavailable,
        { Hold: not null } => ResourceStatus.Held,
        _ => ResourceStatus.Available,
    };

    public ResourceState ToState() => new()
    {
        Id = Resource.Id,
        Name = Resource.Name,
        Description = Resource.Description,
        Endpoint = Resource.Endpoint,
        Tags = Resource.Tags,
        MaxLockDuration = Resource.MaxLockDuration,
        Status = Status,
        Locked = Lock is not null,
        LockClientId = Lock?.ClientId,
        LockDetails = Lock?.Details,
        LockAcquiredAt = Lock?.AcquiredAt,
        LockExpiresAt = Lock?.ExpiresAt,
        LockExpiringAt = Lock?.WarningAt,
        FencingToken = Lock?.FencingToken,
        ReservationId = Lock?.ReservationId ?? Hold?.ReservationId,
        Unavailable = Resource.Unavailable,
        UnavailableReason = Resource.UnavailableReason,
        UnavailableSince = Resource.UnavailableSince,
        UnavailableFrom = Resource.UnavailableFrom,
        UnavailableUntil = Resource.UnavailableUntil,
        CreatedAt = Resource.CreatedAt,
        UpdatedAt = Resource.UpdatedAt,
        Revision = Resource.Revision,
    };
}
