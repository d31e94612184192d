using RentABot.Gateway.Web.History;

namespace RentABot.Gateway.Web.Timeline;

/// <summary>How much of the past and of the future a timeline shows: as much of each.</summary>
public sealed record TimelineRange(string Name, string Label, TimeSpan Each)
{
    public static readonly IReadOnlyList<TimelineRange> All =
    [
        new("1h", "1 hour", TimeSpan.FromHours(1)),
        new("6h", "6 hours", TimeSpan.FromHours(6)),
        new("24h", "24 hours", TimeSpan.FromHours(24)),
    ];

    /// <summary>The one of a name, or the second where there is none of that name.</summary>
    public static TimelineRange Named(string? name) => All.FirstOrDefault(range => range.Name == name, All[1]);

    public TimeWindow Around(DateTimeOffset now) => new(now - Each, now + Each);
}
