using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using RentABot.Gateway.Clock;
using RentABot.Gateway.Requests;
using RentABot.Gateway.Resources;
using RentABot.Gateway.Web.Charts;
using RentABot.Rules;

namespace RentABot.Gateway.Web.Queue;

internal static class QueueEndpoint
{
    private const int MaxPage = 100_000;

    public static void MapQueue(this IEndpointRouteBuilder pages) => pages.MapPage("/queue", Role.ReadOnly, ShowAsync);

    private static async Task<IResult> ShowAsync(
        [FromQuery(Name = "page")] string? page, HttpContext context, LedgerVersion ledger, QueueReader reader, DatabaseTime clock,
        CancellationToken cancellationToken)
    {
        var values = new QueryValues();
        var number = values.Number("page", page, 1, MaxPage) ?? 1;
        values.ThrowIfInvalid();
        var version = await ledger.ReadAsync(cancellationToken);
        var minute = await clock.MinuteAsync(cancellationToken);
        return context.IsUnchanged(version, minute.ToString(CultureInfo.InvariantCulture))
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : context.Show<QueuePage>(await reader.ReadAsync(number, cancellationToken));
    }
}
