using System.Globalization;
using RentABot.Contracts;
using RentABot.Rules;

namespace RentABot.Gateway.Web.Text;

/// <summary>How the pages write what they tell.</summary>
public static class Words
{
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    public static string Of(ResourceStatus status) => status switch
    {
        ResourceStatus.Available => "Free",
        ResourceStatus.Locked => "Locked",
        ResourceStatus.Held => "Held",
        _ => "Maintenance",
    };

    public static string Of(Role? role) => role is { } known ? Roles.NameOf(known) : "";

    /// <summary>As a style has it: <c>available</c>.</summary>
    public static string ClassOf(ResourceStatus status) => status.ToString().ToLowerInvariant();

    public static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", Culture);

    /// <summary>An instant beside others of the same day, in UTC.</summary>
    public static string Clock(DateTimeOffset at, DateTimeOffset now) =>
        at.UtcDateTime.ToString(at.UtcDateTime.Date == now.UtcDateTime.Date ? "HH:mm" : "d MMM HH:mm", Culture);

    /// <summary>A duration in its two largest parts: <c>2 d 3 h</c>, <c>1 h 05 min</c>, <c>4 min 09 s</c>, <c>12 s</c>.</summary>
    public static string Duration(TimeSpan time)
    {
        var seconds = (long)Math.Max(0, Math.Ceiling(time.TotalSeconds));
        return seconds switch
        {
            >= 86400 => string.Create(Culture, $"{seconds / 86400} d {seconds % 86400 / 3600} h"),
            >= 3600 => string.Create(Culture, $"{seconds / 3600} h {seconds % 3600 / 60:00} min"),
            >= 60 => string.Create(Culture, $"{seconds / 60} min {seconds % 60:00} s"),
            _ => string.Create(Culture, $"{seconds} s"),
        };
    }

    /// <summary>A round length as one says it: <c>30 minutes</c>, <c>1 hour</c>, <c>7 days</c>.</summary>
    public static string Length(int seconds) => seconds switch
    {
        >= 86400 when seconds % 86400 == 0 => Count(seconds / 86400, "day"),
        >= 3600 when seconds % 3600 == 0 => Count(seconds / 3600, "hour"),
        >= 60 when seconds % 60 == 0 => Count(seconds / 60, "minute"),
        _ => Duration(TimeSpan.FromSeconds(seconds)),
    };

    public static string Number(long number) => number.ToString("N0", Culture);

    public static string Percent(double share) => string.Create(Culture, $"{Math.Round(100 * share)} %");

    /// <summary>One, or many: <c>1 lock</c>, <c>3 locks</c>.</summary>
    public static string Count(long number, string one, string? many = null) => $"{Number(number)} {(number == 1 ? one : many ?? one + "s")}";
}
