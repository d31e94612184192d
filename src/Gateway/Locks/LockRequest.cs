using RentABot.Gateway.Json;

namespace RentABot.Gateway.Locks;

/// <summary>Which resources to lock, and how. One of id, name, tags and expression is given.</summary>
internal sealed record LockRequest
{
    /// <summary>One resource by its id.</summary>
    public long? Id { get; init; }

    /// <summary>One resource by its name.</summary>
    public string? Name { get; init; }

    /// <summary>Resources that have all of these tags: an array or one comma-separated string.</summary>
    public TagList? Tags { get; init; }

    /// <summary>Resources whose tags satisfy this label expression, such as arm64 &amp;&amp; (usb || hdmi) &amp;&amp; !broken.</summary>
    public string? Expression { get; init; }

    /// <summary>How many, 1–1000: all of them or none.</summary>
    public int? Quantity { get; init; }

    /// <summary>Seconds that each lock lives; absent: the default, or the resource's maximum if that is less.</summary>
    public int? Ttl { get; init; }

    /// <summary>Who will hold the locks, up to 200 characters; absent: the caller's own name.</summary>
    public string? ClientId { get; init; }

    /// <summary>What the holder says about the locks, up to 2000 characters.</summary>
    public string? Details { get; init; }

    /// <summary>Seconds to stand in the queue at most, 1–300; absent: not at all.</summary>
    public int? Wait { get; init; }
}
