using RentABot.Contracts;
using RentABot.Gateway.Json;
using RentABot.Gateway.Requests;

namespace RentABot.Gateway.Resources;

/// <summary>A resource to register.</summary>
internal sealed record ResourceRequest
{
    /// <summary>Unique; 1–128 characters without white space or control characters.</summary>
    public string? Name { get; init; }

    /// <summary>Free text, up to 2000 characters.</summary>
    public string? Description { get; init; }

    /// <summary>Where it is reached, up to 2000 characters.</summary>
    public string? Endpoint { get; init; }

    /// <summary>Up to 64 tags, as an array or one comma-separated string.</summary>
    public TagList? Tags { get; init; }

    /// <summary>The longest life of one lock in seconds.</summary>
    public int? MaxLockDuration { get; init; }

    public RegisterResource ToCommand(TagLists tags) => new()
    {
        Name = Name ?? "",
        Description = Description,
        Endpoint = Endpoint,
        Tags = tags.Take(Tags),
        MaxLockDuration = MaxLockDuration,
    };
}
