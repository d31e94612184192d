using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace RentABot.Persistence.Audit;

/// <summary>
/// Text as every database takes it. What a client sends may hold NUL or, cut to a length, half a character; PostgreSQL
/// refuses both, and one such row would keep all that wait with it from ever being written.
/// </summary>
internal static class StoredText
{
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Of(string? text)
    {
        if (text is null) return null;
        var stored = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) stored.Append(rune.Value == 0 ? Rune.ReplacementChar : rune);
        return stored.ToString();
    }
}
