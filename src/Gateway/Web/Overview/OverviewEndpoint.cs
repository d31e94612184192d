using RentABot.Gateway.Clock;
using RentABot.Gateway.Resources;
using RentABot.Rules;

namespace RentABot.Gateway.Web.Overview;

internal static class OverviewEndpoint
{
    public static void MapOverview(this IEndpointRouteBuilder pages) => pages.MapPage("/", Role.ReadOnly, ShowAsync);

    private static async Task<IResult> ShowAsync(
        HttpContext context, LedgerVersion ledger, OverviewFigures figures, DatabaseTime clock, CancellationToken cancellationToken)
    {
        var version = await ledger.ReadAsync(cancellationToken);
        if (context.IsUnchanged(version)) return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        var model = await figures.ReadAsync(version, cancellationToken);
        return context.Show<OverviewPage>(model with { Now = await clock.NowAsync(cancellationToken) });
    }
}
