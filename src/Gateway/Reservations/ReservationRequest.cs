using RentABot.Gateway.Json;

namespace RentABot.Gateway.Reservations;

/// <summary>A place in the queue. One of name, tags and expression is given.</summary>
internal sealed record ReservationRequest
{
    /// <summary>Resources that have all of these tags: an array or one comma-separated string.</summary>
    public TagList? Tags { get; init; }

    /// <summary>Resources whose tags satisfy this label expression, such as arm64 &amp;&amp; (usb || hdmi) &amp;&amp; !broken.</summary>
    public string? Expression { get; init; }

    /// <summary>One resource by its name.</summary>
    public string? Name { get; init; }

    /// <summary>How many, 1–1000: all of them or none. Default 1.</summary>
    public int? Quantity { get; init; }

    /// <summary>Seconds that each lock will live; absent: the default, or the resource's maximum if that is less.</summary>
    public int? Ttl { get; init; }

    /// <summary>Who asks, up to 200 characters; absent: the caller's own name.</summary>
    public string? ClientId { get; init; }

    /// <summary>1 (most urgent) to 10, default 5.</summary>
    public int? Priority { get; init; }

    /// <summary>Seconds to wait at most, 1–604800, default 3600.</summary>
    public int? MaxWaitTime { get; init; }

    /// <summary>Seconds that the resources stay set aside for the claim, 1–3600, default 60.</summary>
    public int? ClaimWindow { get; init; }

    /// <summary>Waits even if the registered resources could never serve it.</summary>
    public bool? AllowUnsatisfiable { get; init; }
}
