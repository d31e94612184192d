namespace RentABot.Contracts;

/// <summary>Takes a resource out of service, now or later. Answered by <see cref="MarkUnavailableResult"/>; repeating it updates reason and times.</summary>
public sealed record MarkUnavailable
{
    /// <summary>The resource.</summary>
    public required long ResourceId { get; init; }

    /// <summary>Why, 1–2000 characters.</summary>
    public required string Reason { get; init; }

    /// <summary>When it goes out; absent: now.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>When it comes back by itself; absent: when it is marked available.</summary>
    public DateTimeOffset? Until { get; init; }
}
