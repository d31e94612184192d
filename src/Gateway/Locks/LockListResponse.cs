using RentABot.Contracts;

namespace RentABot.Gateway.Locks;

/// <summary>All locks that were asked for.</summary>
internal sealed record LockListResponse
{
    public required IReadOnlyList<LockResponse> Locks { get; init; }

    public static LockListResponse Of(IReadOnlyList<LockGranted> locks, DateTimeOffset now) =>
        new() { Locks = locks.Select(granted => LockResponse.Of(granted, now)).ToList() };
}
