using System.Text.Json.Serialization;
using RentABot.Contracts;
using RentABot.Gateway.Json;
using RentABot.Gateway.Requests;

namespace RentABot.Gateway.Resources;

/// <summary>A JSON merge patch (RFC 7396). An explicit null takes a field back to its default.</summary>
internal sealed record ResourcePatch
{
    // A setter runs only for what the patch names, so an absent field stays null here and is left as it is.

    /// <summary>The new name; it has no default, so null is refused.</summary>
    public string? Name { get; init => field = value ?? ""; }

    /// <summary>Free text; null: empty.</summary>
    public string? Description { get; init => field = value ?? ""; }

    /// <summary>Where it is reached; null: empty.</summary>
    public string? Endpoint { get; init => field = value ?? ""; }

    /// <summary>All tags; null: none.</summary>
    public TagList? Tags { get; init => field = value ?? TagList.Empty; }

    /// <summary>The longest life of one lock in seconds; null: the configured default.</summary>
    public int? MaxLockDuration
    {
        get;
        init
        {
            field = value;
            ResetMaxLockDuration = value is null;
        }
    }

    /// <summary>What the default is, the allocator knows.</summary>
    [JsonIgnore]
    public bool ResetMaxLockDuration { get; private init; }

    public UpdateResource ToCommand(long resourceId, int? expectedRevision, TagLists tags) => new()
    {
        ResourceId = resourceId,
        ExpectedRevision = expectedRevision,
        Name = Name,
        Description = Description,
        Endpoint = Endpoint,
        Tags = tags.Take(Tags),
        MaxLockDuration = MaxLockDuration,
        ResetMaxLockDuration = ResetMaxLockDuration,
    };
}
