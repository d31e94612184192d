
namespace RentABot.Allocator.Tests.Support;

/// <summary>Commands as tests give them.</summary>
internal static class Ask
{
    public static LockResources Lock(string tag, int quantity = 1, int? ttl = null, string client = "holder") =>
        new() { Tags = [tag], Quantity = quantity, Ttl = ttl, ClientId = client };

    public static LockResources Lock(ResourceState resource, int? ttl = null, string client = "holder") =>
        new() { ResourceId = resource.Id, Ttl = ttl, ClientId = client };

    public static UnlockResource Unlock(LockGranted granted) =>
        new() { ResourceId = granted.ResourceId, LockToken = granted.LockToken };

    public static UnlockResource Force(ResourceState resource, string? reason = null) =>
        new() { ResourceId = resource.Id, Force = true, Reason = reason };

    public static ExtendLock ExtendBy(LockGranted granted, int seconds) =>
        new() { ResourceId = granted.ResourceId, LockToken = granted.LockToken, AdditionalTtl = seconds };

    public static ExtendLock ExtendTo(LockGranted granted, int seconds) =>
        new() { ResourceId = granted.ResourceId, LockToken = granted.LockToken, Ttl = seconds };

    public static CreateReservation Reserve(
        string tag,
        int quantity = 1,
        int priority = 5,
        int maxWaitTime = 3600,
        string client = "waiter",
        int? ttl = null,
        int? claimWindow = null) => new()
        {
            Tags = [tag],
            Quantity = quantity,
            Priority = priority,
            MaxWaitTime = maxWaitTime,
            ClientId = client,
            Ttl = ttl,
            ClaimWindow = claimWindow,
        };

    public static ClaimReservation Claim(ReservationState reservation) => new() { ReservationId = reservation.ReservationId };

    public static CancelReservation Cancel(ReservationState reservation) => new() { ReservationId = reservation.ReservationId };

    public static MarkUnavailable TakeOut(
        ResourceState resource, string reason = "broken", DateTimeOffset? from = null, DateTimeOffset? until = null) =>
        new() { ResourceId = resource.Id, Reason = reason, From = from, Until = until };

    public static RemoveResource Remove(ResourceState resource, bool force = false) => new() { ResourceId = resource.Id, Force = force };
}
