using System.Buffers;

namespace RentABot.Rules;

/// <summary>What a tag looks like, and how tags are written in one string.</summary>
public static class TagSyntax
{
    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._:/+=-");

    public static bool IsTagCharacter(char character) => Allowed.Contains(character);

    public static bool IsTag(string? text) =>
        text is { Length: >= 1 and <= Limits.MaxTagLength } && !text.AsSpan().ContainsAnyExcept(Allowed);

    /// <summary>
    /// Splits a comma-separated string. One without commas but with spaces is the old space-separated form, which
    /// <paramref name="oldForm"/> tells so that the caller can warn about it.
    /// </summary>
    public static IReadOnlyList<string> Split(string text, out bool oldForm)
    {
        var trimmed = text.Trim();
        oldForm = !trimmed.Contains(',', StringComparison.Ordinal) && trimmed.Contains(' ', StringComparison.Ordinal);
        return trimmed.Split(oldForm ? ' ' : ',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    /// <summary>The tags in the order given, without repeats.</summary>
    public static string[] Distinct(IEnumerable<string> tags) => tags.Distinct(StringComparer.Ordinal).ToArray();

    public static void Check(IReadOnlyList<string>? tags, string field, Violations violations)
    {
        if (tags is null) return;
        violations.AddIf(tags.Count > Limits.MaxTags, field, $"must not be more than {Limits.MaxTags} tags");
        foreach (var tag in tags.Where(tag => !IsTag(tag)).Take(3))
        {
            violations.Add(field, $"'{Shorten(tag)}' is not a tag: 1–{Limits.MaxTagLength} characters of A–Z a–z 0–9 . _ : / + = -");
        }
    }

    private static string Shorten(string? tag) => tag is { Length: > 80 } ? tag[..80] + "…" : tag ?? "null";
}
