using RentABot.Contracts;
using RentABot.Persistence.Locks;
using RentABot.Persistence.Reservations;
using RentABot.Persistence.Resources;

namespace RentABot.Gateway.Tests.Support;

/// <summary>States and rows to begin with.</summary>
internal static class Samples
{
    public const string Token = "the-secret-token-of-the-lock";

    private static DateTimeOffset Noon => MovableClock.Noon;

    public static ResourceState Resource(long id = 1, string name = "board-1") => new()
    {
        Id = id,
        Name = name,
        Description = "a board",
        Endpoint = "ssh://board",
        Tags = ["arm", "mx8"],
        MaxLockDuration = 86400,
        Status = ResourceStatus.Available,
        Locked = false,
        Unavailable = false,
        CreatedAt = Noon,
        UpdatedAt = Noon,
        Revision = 7,
    };

    public static ResourceState Locked(long id = 1, int seconds = 60) => Resource(id) with
    {
        Status = ResourceStatus.Locked,
        Locked = true,
        LockClientId = "ci-1",
        LockDetails = "nightly",
        LockAcquiredAt = Noon,
        LockExpiresAt = Noon.AddSeconds(seconds),
        LockExpiringAt = Noon.AddSeconds(seconds - 30),
        FencingToken = 42,
    };

    public static LockGranted Granted(long id = 1, int seconds = 60) => new()
    {
        LockId = Guid.NewGuid(),
        LockToken = Token,
        FencingToken = 42,
        ResourceId = id,
        AcquiredAt = Noon,
        ExpiresAt = Noon.AddSeconds(seconds),
        Resource = Locked(id, seconds),
    };

    public static LockResourcesResult Locks(params long[] ids) => new() { Locks = ids.Select(id => Granted(id)).ToList() };

    public static ReservationState Reservation(Guid id, ReservationStatus status = ReservationStatus.Pending) => new()
    {
        ReservationId = id,
        Status = status,
        Tags = ["arm"],
        Quantity = 1,
        Ttl = 600,
        Priority = 5,
        ClientId = "ci-1",
        CreatedAt = Noon,
        ExpiresAt = Noon.AddHours(1),
        ClaimWindow = 60,
        ResourceIds = [],
        Revision = 1,
    };

    public static Resource ResourceRow(long id, string name, params string[] tags) => new()
    {
        Id = id,
        Name = name,
        Description = "a board",
        Endpoint = "ssh://board",
        Tags = [.. tags],
        MaxLockDuration = 86400,
        Revision = 7,
        CreatedAt = Noon,
        UpdatedAt = Noon,
    };

    public static ResourceLock LockRow(long resourceId, int seconds = 3600, string client = "ci-1") => new()
    {
        Id = Guid.NewGuid(),
        FencingToken = 1000 + resourceId,
        ResourceId = resourceId,
        ResourceName = $"board-{resourceId}",
        ClientId = client,
        TokenKey = "k",
        AcquiredAt = Noon,
        ExpiresAt = Noon.AddSeconds(seconds),
        WarningAt = Noon.AddSeconds(seconds - 300),
        Warned = false,
    };

    public static Reservation ReservationRow(Guid id, long arrival = 1, string status = "Pending", string client = "ci-1", params string[] tags) => new()
    {
        CorrelationId = id,
        Status = status,
        Tags = tags.Length == 0 ? ["arm"] : [.. tags],
        Quantity = 1,
        Ttl = 600,
        Priority = 5,
        ClientId = client,
        ClaimWindow = 60,
        Rank = Noon.AddSeconds(arrival),
        Arrival = arrival,
        CreatedAt = Noon,
        ExpiresAt = Noon.AddHours(1),
        Revision = 1,
    };
}
