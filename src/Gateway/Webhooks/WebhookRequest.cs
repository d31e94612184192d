using RentABot.Gateway.Json;

namespace RentABot.Gateway.Webhooks;

/// <summary>A webhook to create.</summary>
internal sealed record WebhookRequest
{
    /// <summary>Where events are delivered to: http or https, absolute, without user or fragment, up to 2000 characters.</summary>
    public string? Url { get; init; }

    /// <summary>The names of events, such as LockAcquired; none: all.</summary>
    public IReadOnlyList<string>? Types { get; init; }

    /// <summary>Up to 64 tags; what an event tells of must have all of them.</summary>
    public TagList? Tags { get; init; }

    /// <summary>whsec_ and 24–64 bytes in Base64; without it one is made.</summary>
    public string? Secret { get; init; }

    /// <summary>Whether events are delivered; true if not said.</summary>
    public bool? Enabled { get; init; }
}
