using RentABot.Rules;

namespace RentABot.Gateway.Json;

/// <summary>Tags as a client sends them: an array, or one comma-separated string.</summary>
internal sealed record TagList(IReadOnlyList<string> Tags)
{
    public static readonly TagList Empty = new([]);

    /// <summary>They came in the old space-separated form.</summary>
    public bool OldForm { get; init; }

    public static TagList Split(string text) => new(TagSyntax.Split(text, out var oldForm)) { OldForm = oldForm };
}
