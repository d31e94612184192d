namespace RentABot.Rules;

public static class TextCut
{
    /// <summary>A text's beginning of at most so many characters (UTF-16 units); a pair that is one character is never parted.</summary>
    public static string Cut(this string text, int most)
    {
        if (text.Length <= most) return text;
        return text[..(most > 0 && char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];
    }
}
