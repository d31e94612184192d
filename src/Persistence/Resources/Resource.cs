namespace RentABot.Persistence.Resources;

/// <summary>A registered resource. Whether it is locked or held is told by the rows in <c>locks</c> and <c>holds</c>.</summary>
public sealed class Resource
{
    public long Id { get; init; }
    public required string Name { get; set; }
    public string Description { get; set; } = "";
    public string Endpoint { get; set; } = "";
    public List<string> Tags { get; set; } = [];
    public int MaxLockDuration { get; set; }

    /// <summary>Out of service now.</summary>
    public bool Unavailable { get; set; }
    public string? UnavailableReason { get; set; }
    public DateTimeOffset? UnavailableSince { get; set; }

    /// <summary>When a planned maintenance begins; null once it has begun.</summary>
    public DateTimeOffset? UnavailableFrom { get; set; }
    public DateTimeOffset? UnavailableUntil { get; set; }

    /// <summary>When its last lock was granted; the least recently used one is picked first.</summary>
    public DateTimeOffset? LastUsedAt { get; set; }
    public int Revision { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; set; }
}
