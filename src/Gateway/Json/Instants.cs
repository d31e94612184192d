using System.Globalization;
using System.Text.RegularExpressions;

namespace RentABot.Gateway.Json;

/// <summary>Instants are RFC 3339: written in UTC to at most the microsecond, read with any offset but not without one.</summary>
internal static partial class Instants
{
    public const string Form = "must be an RFC 3339 instant such as 2030-01-31T12:00:00Z";

    public static string Write(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);

    public static bool TryRead(string? text, out DateTimeOffset instant)
    {
        instant = default;
        return text is not null
            && Rfc3339().IsMatch(text)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out instant);
    }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d{1,9})?([Zz]|[+-]\d\d:\d\d)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Rfc3339();
}
