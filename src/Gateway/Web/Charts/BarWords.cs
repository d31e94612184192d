using RentABot.Gateway.Web.History;
using RentABot.Gateway.Web.Text;

namespace RentABot.Gateway.Web.Charts;

/// <summary>Pictures in words, for who does not see them.</summary>
internal static class BarWords
{
    private const int MostTold = 20;

    /// <summary>What a row of bars shows.</summary>
    public static string Of(IReadOnlyList<Bar> bars, DateTimeOffset now)
    {
        if (bars.Count == 0) return "Free all the time";
        var told = string.Join("; ", bars.OrderBy(bar => bar.Time.From).Take(MostTold).Select(bar => Of(bar, now)));
        return bars.Count > MostTold ? $"{told}; and {bars.Count - MostTold} more" : told;
    }

    public static string Of(Bar bar, DateTimeOffset now) => bar.Count > 1
        ? $"{bar.Count} × {NameOf(bar.Stretch.Kind)}, {Words.Clock(bar.Time.From, now)}–{Words.Clock(bar.Time.To, now)}"
        : $"{Of(bar.Stretch)}, {SpanOf(bar.Stretch, now)}";

    /// <summary>What it is, and whose or why.</summary>
    public static string Of(Stretch stretch) => stretch switch
    {
        { Subject: "" } => Capital(NameOf(stretch.Kind)),
        { Kind: StretchKind.Locked } => $"Locked by {stretch.Subject}",
        { Kind: StretchKind.Held } => $"Held for {stretch.Subject}",
        _ => $"{Capital(NameOf(stretch.Kind))}: {stretch.Subject}",
    };

    public static string SpanOf(Stretch stretch, DateTimeOffset now) => (stretch.From, stretch.To) switch
    {
        (null, { } to) => $"until {Words.Clock(to, now)}",
        ({ } from, null) => $"from {Words.Clock(from, now)}, no end set",
        ({ } from, { } to) => $"{Words.Clock(from, now)}–{Words.Clock(to, now)}{(stretch.Runs ? " at the latest" : "")}",
        _ => "all the time",
    };

    public static string NameOf(StretchKind kind) => kind switch
    {
        StretchKind.Locked => "locked",
        StretchKind.Held => "held",
        StretchKind.Planned => "planned maintenance",
        _ => "maintenance",
    };

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
