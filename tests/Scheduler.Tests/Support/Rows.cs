using RentABot.Contracts;
using RentABot.Persistence.Locks;
using RentABot.Persistence.Reservations;
using RentABot.Persistence.Resources;

namespace RentABot.Scheduler.Tests;

/// <summary>Rows that nothing is due of, unless a test says so.</summary>
internal static class Rows
{
    public static readonly DateTimeOffset Later = TestClock.Noon.AddDays(1);

    private static long _number;

    public static ResourceLock Lock(DateTimeOffset? expiresAt = null, DateTimeOffset? warningAt = null, bool warned = false)
    {
        var number = Interlocked.Increment(ref _number);
        return new ResourceLock
        {
            Id = Guid.NewGuid(),
            FencingToken = number,
            ResourceId = number,
            ResourceName = $"board-{number}",
            ClientId = "job",
            TokenKey = "k1",
            AcquiredAt = TestClock.Noon.AddHours(-1),
            ExpiresAt = expiresAt ?? Later,
            WarningAt = warningAt ?? Later,
            Warned = warned,
        };
    }

    public static Reservation Reservation(
        ReservationStatus status, DateTimeOffset? expiresAt = null, DateTimeOffset? claimExpiresAt = null) => new()
    {
        CorrelationId = Guid.NewGuid(),
        Status = status.ToString(),
        Quantity = 1,
        Priority = 5,
        ClientId = "job",
        ClaimWindow = 60,
        Arrival = Interlocked.Increment(ref _number),
        Rank = TestClock.Noon,
        CreatedAt = TestClock.Noon.AddHours(-1),
        ExpiresAt = expiresAt ?? Later,
        ClaimExpiresAt = claimExpiresAt,
    };

    public static Resource Resource(bool unavailable = false, DateTimeOffset? from = null, DateTimeOffset? until = null) => new()
    {
        Name = $"board-{Interlocked.Increment(ref _number)}",
        MaxLockDuration = 86_400,
        Unavailable = unavailable,
        UnavailableFrom = from,
        UnavailableUntil = until,
        CreatedAt = TestClock.Noon,
        UpdatedAt = TestClock.Noon,
    };
}
