using System.Globalization;
using System.Text;

namespace RentABot.Cli.Output;

/// <summary>What others wrote, so that it cannot drive the terminal that it is shown on, nor break its line.</summary>
internal static class CleanText
{
    public static string Of(string? text)
    {
        if (text is null) return "";
        if (!text.Any(IsHarmful)) return text;
        var clean = new StringBuilder(text.Length);
        foreach (var character in text) clean.Append(!IsHarmful(character) ? character : char.IsWhiteSpace(character) ? ' ' : '\uFFFD');
        return clean.ToString();
    }

    /// <summary>Control characters, ends of lines, and what changes the direction of the text after it.</summary>
    private static bool IsHarmful(char character) =>
        CharUnicodeInfo.GetUnicodeCategory(character)
            is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
