using RentABot.Contracts;

namespace RentABot.Gateway.Maintenance;

/// <summary>Takes a resource out of service, now or later.</summary>
internal sealed record UnavailableRequest
{
    /// <summary>Why, 1–2000 characters.</summary>
    public string? Reason { get; init; }

    /// <summary>When it goes out; absent: now.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>When it comes back by itself; absent: when it is said to be available.</summary>
    public DateTimeOffset? Until { get; init; }

    public MarkUnavailable ToCommand(long resourceId) => new() { ResourceId = resourceId, Reason = Reason ?? "", From = From, Until = Until };
}
