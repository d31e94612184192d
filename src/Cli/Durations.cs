using System.Globalization;
using System.Text.RegularExpressions;

namespace RentABot.Cli;

/// <summary>Durations as people write them: <c>90s</c>, <c>2h30m</c>, <c>1d</c>, or plain seconds.</summary>
internal static partial class Durations
{
    public const string Form = "a duration such as 90s, 30m, 2h30m or 1d, or whole seconds";

    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = default;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            duration = TimeSpan.FromSeconds(seconds);
            return true;
        }

        if (Parts().Match(text) is not { Success: true, Length: > 0 } match) return false;
        var total = (86_400 * Part(match, "d")) + (3600 * Part(match, "h")) + (60 * Part(match, "m")) + Part(match, "s");
        if (total > int.MaxValue) return false;
        duration = TimeSpan.FromSeconds(total);
        return true;
    }

    /// <summary>The two largest parts, such as <c>2h 30m</c>.</summary>
    public static string Write(TimeSpan duration)
    {
        var seconds = (long)Math.Max(0, Math.Ceiling(duration.TotalSeconds));
        (long Size, string Unit)[] units = [(86_400, "d"), (3600, "h"), (60, "m"), (1, "s")];
        for (var i = 0; i < units.Length - 1; i++)
        {
            if (seconds < units[i].Size) continue;
            var (first, rest) = Math.DivRem(seconds, units[i].Size);
            var second = rest / units[i + 1].Size;
            return second > 0 ? $"{first}{units[i].Unit} {second}{units[i + 1].Unit}" : $"{first}{units[i].Unit}";
        }

        return $"{seconds}s";
    }

    private static long Part(Match match, string unit) =>
        match.Groups[unit] is { Success: true } group ? long.Parse(group.ValueSpan, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"^((?<d>[0-9]{1,6})d)?((?<h>[0-9]{1,7})h)?((?<m>[0-9]{1,9})m)?((?<s>[0-9]{1,9})s)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Parts();
}
