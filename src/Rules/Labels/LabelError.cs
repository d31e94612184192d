using System.Text;
using Superpower.Model;

namespace RentABot.Rules;

/// <summary>How a label expression's faults are told.</summary>
internal static class LabelError
{
    /// <summary>With the column, from 1; a line break is a character like any other.</summary>
    public static string At(Position position, string message) => $"column {position.Absolute + 1}: {message}";

    /// <summary>What a text begins with, fit for a message.</summary>
    public static string Found(TextSpan text)
    {
        if (text.IsAtEnd) return "the end";
        Rune.DecodeFromUtf16(text.Source.AsSpan(text.Position.Absolute), out var first, out _);
        return Rune.IsLetterOrDigit(first) || Rune.IsPunctuation(first) || Rune.IsSymbol(first) ? first.ToString()
            : first.Value == ' ' ? "a space"
            : $"U+{first.Value:X4}";
    }
}
