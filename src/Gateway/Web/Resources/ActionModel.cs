using RentABot.Contracts;

namespace RentABot.Gateway.Web.Resources;

/// <summary>A form that does something with a resource, as it is shown first and when it was refused.</summary>
public sealed record ActionModel
{
    private static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> None = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>The resource; null where one is added.</summary>
    public ResourceState? Resource { get; init; }

    /// <summary>What was filled in.</summary>
    public IReadOnlyDictionary<string, string> Values { get; init; } = new Dictionary<string, string>();

    /// <summary>Why it was refused, in words; null: it was not.</summary>
    public string? Refusal { get; init; }

    /// <summary>What is wrong, by field.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Errors { get; init; } = None;

    /// <summary>Where to go afterwards.</summary>
    public required string ReturnTo { get; init; }

    /// <summary>The lock that runs is the user's own, and this browser has its token.</summary>
    public bool IsOwn { get; init; }

    public required DateTimeOffset Now { get; init; }

    /// <summary>What a field shows: what was filled in, or what it begins with.</summary>
    public string? this[string field, string? begin = null] => Values.TryGetValue(field, out var value) ? value : begin;

    /// <summary>What is wrong with a field, in words.</summary>
    public string? ErrorAt(string field) => Errors.TryGetValue(field, out var messages) ? string.Join(", ", messages) : null;
}
