using System.Globalization;
using RentABot.Gateway.Web.History;

namespace RentABot.Gateway.Web.Charts;

/// <summary>A mark of the time axis.</summary>
public sealed record Tick(DateTimeOffset At, string Text)
{
    private const int Most = 9;

    private static readonly TimeSpan[] Steps =
    [
        .. new[] { 5, 10, 15, 30, 60, 120, 180, 240, 360, 720, 1440, 2880 }.Select(minutes => TimeSpan.FromMinutes(minutes)),
    ];

    /// <summary>At round times of UTC, as many as have room.</summary>
    public static IReadOnlyList<Tick> Of(TimeWindow window)
    {
        var step = Steps.FirstOrDefault(step => window.Length / step <= Most, Steps[^1]);
        var ticks = new List<Tick>();
        var first = (window.From.UtcTicks + step.Ticks - 1) / step.Ticks * step.Ticks;
        for (var at = new DateTimeOffset(first, TimeSpan.Zero); at <= window.To; at += step) ticks.Add(new Tick(at, TextOf(at)));
        return ticks;
    }

    private static string TextOf(DateTimeOffset at) =>
        at.ToString(at.TimeOfDay == TimeSpan.Zero ? "d MMM" : "HH:mm", CultureInfo.InvariantCulture);
}
