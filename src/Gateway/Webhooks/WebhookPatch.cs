using RentABot.Gateway.Json;

namespace RentABot.Gateway.Webhooks;

/// <summary>A JSON merge patch (RFC 7396). An explicit null takes a field back to its default.</summary>
internal sealed record WebhookPatch
{
    // A setter runs only for what the patch names, so an absent field stays null here and is left as it is.

    /// <summary>The new URL; it has no default, so null is refused.</summary>
    public string? Url { get; init => field = value ?? ""; }

    /// <summary>The names of events; null: all.</summary>
    public IReadOnlyList<string>? Types { get; init => field = value ?? []; }

    /// <summary>All tags; null: none.</summary>
    public TagList? Tags { get; init => field = value ?? TagList.Empty; }

    /// <summary>Null: true.</summary>
    public bool? Enabled { get; init => field = value ?? true; }

    /// <summary>A new secret; null has one made. The old one signs as well for 24 hours.</summary>
    public string? Secret { get; init => field = value ?? ""; }
}
