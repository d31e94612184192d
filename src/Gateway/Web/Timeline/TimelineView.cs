using RentABot.Gateway.Web.History;
using RentABot.Gateway.Web.Resources;

namespace RentABot.Gateway.Web.Timeline;

/// <summary>Resources against time, as the page shows them.</summary>
public sealed record TimelineView
{
    public required ResourceFilter Filter { get; init; }

    /// <summary>What is wrong with the filter, by field.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Errors { get; init; }

    public required TimelineRange Range { get; init; }
    public required TimeWindow Window { get; init; }
    public required DateTimeOffset Now { get; init; }
    public required IReadOnlyList<TimelineRow> Rows { get; init; }

    /// <summary>Nothing is known of the time before; null: all of the window is.</summary>
    public required DateTimeOffset? KnownSince { get; init; }

    public required int Pages { get; init; }

    /// <summary>How many resources there are on all pages.</summary>
    public required int Total { get; init; }

    /// <summary>The address of the timeline so narrowed down.</summary>
    public string AddressOf(TimelineRange range, int page)
    {
        var query = (Filter with { Page = page }).Address;
        var start = query.IndexOf('?', StringComparison.Ordinal);
        return $"/timeline?range={range.Name}{(start < 0 ? "" : $"&{query[(start + 1)..]}")}";
    }
}
