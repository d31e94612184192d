using System.Globalization;

namespace RentABot.Allocator.Operations.Descriptors;

/// <summary>Texts that others wrote, for a terminal: one line, and nothing that would steer it.</summary>
internal static class Plain
{
    public static string Text(string text) => text.Any(char.IsControl) ? string.Concat(text.Select(Escaped)) : text;

    /// <summary>In quotes, so that an empty one is seen.</summary>
    public static string Quoted(string text) => $"'{Text(text)}'";

    private static string Escaped(char character) => character switch
    {
        '\n' => @"\n",
        '\r' => @"\r",
        '\t' => @"\t",
        _ when char.IsControl(character) => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
        _ => character.ToString(),
    };
}
