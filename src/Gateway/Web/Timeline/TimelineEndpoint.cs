using System.Globalization;
using RentABot.Gateway.Clock;
using RentABot.Gateway.Requests;
using RentABot.Gateway.Resources;
using RentABot.Gateway.Web.Charts;
using RentABot.Gateway.Web.Resources;
using RentABot.Rules;

namespace RentABot.Gateway.Web.Timeline;

internal static class TimelineEndpoint
{
    private const int PageSize = 200;

    public static void MapTimeline(this IEndpointRouteBuilder pages) => pages.MapPage("/timeline", Role.ReadOnly, ShowAsync);

    private static async Task<IResult> ShowAsync(
        HttpContext context, LedgerVersion ledger, ResourcePages pages, TimelineReader reader, DatabaseTime clock,
        CancellationToken cancellationToken)
    {
        var filter = ResourceFilter.Of(context.Request.Query);
        var range = TimelineRange.Named(context.Request.Query["range"]);
        var version = await ledger.ReadAsync(cancellationToken);
        var minute = await clock.MinuteAsync(cancellationToken);
        if (context.IsUnchanged(version, minute.ToString(CultureInfo.InvariantCulture)))
        {
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        }

        var page = new ResourcePage([], 0);
        if (filter.Read(out var errors) is { } query)
        {
            var paged = query with { Paging = new Paging(filter.Page, PageSize) };
            page = await pages.ReadAsync(version, $"timeline {filter.Address}", paged, cancellationToken);
        }

        var now = await clock.NowAsync(cancellationToken);
        var window = range.Around(now);
        var (rows, knownSince) = await reader.ReadAsync(
            version, $"{filter.Address} {range.Name}", page.Resources, window, now, cancellationToken);
        return context.Show<TimelinePage>(new TimelineView
        {
            Filter = filter,
            Errors = errors,
            Range = range,
            Window = window,
            Now = now,
            Rows = rows,
            KnownSince = knownSince,
            Pages = Math.Max(1, (page.Total + PageSize - 1) / PageSize),
            Total = page.Total,
        });
    }
}
