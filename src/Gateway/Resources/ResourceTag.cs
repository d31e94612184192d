using System.Globalization;
using RentABot.Contracts;

namespace RentABot.Gateway.Resources;

/// <summary>
/// The ETag of one resource: its revision, and what shows without an event about the resource: for whom it is held,
/// and whether its lock is in its warning period. <c>"7"</c>, <c>"7.h0a1b2c3d"</c>, <c>"7.x"</c>.
/// </summary>
internal static class ResourceTag
{
    private const int HoldDigits = 8;

    public static string Of(ResourceState state, DateTimeOffset now)
    {
        var hold = !state.Locked && state.ReservationId is { } reservation ? $".h{reservation.ToString("N")[^HoldDigits..]}" : "";
        var expiring = state.IsExpiring(now) ? ".x" : "";
        return $"\"{state.Revision.ToString(CultureInfo.InvariantCulture)}{hold}{expiring}\"";
    }

    /// <summary>Reads the revision that a change is made for; null for any. False when no resource ever had such a tag.</summary>
    public static bool TryReadIfMatch(HttpRequest request, out int? revision)
    {
        revision = null;
        var text = request.Headers.IfMatch.ToString().Trim();
        if (text is "" or "*") return true;
        if (text.Length < 3 || text[0] != '"' || text[^1] != '"') return false;
        if (!int.TryParse(text[1..^1].Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var read)) return false;
        revision = read;
        return true;
    }
}
