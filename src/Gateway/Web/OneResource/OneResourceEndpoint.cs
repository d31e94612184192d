using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using RentABot.Gateway.Clock;
using RentABot.Gateway.Problems;
using RentABot.Gateway.Requests;
using RentABot.Gateway.Resources;
using RentABot.Gateway.Web.Charts;
using RentABot.Gateway.Web.OwnLocks;
using RentABot.Rules;

namespace RentABot.Gateway.Web.OneResource;

internal static class OneResourceEndpoint
{
    public static void MapOneResource(this IEndpointRouteBuilder pages) => pages.MapPage("/resources/{id:long}", Role.ReadOnly, ShowAsync);

    private static async Task<IResult> ShowAsync(
        long id, [FromQuery(Name = "before")] string? before, HttpContext context, LedgerVersion ledger, OneResourceReader reader,
        OwnLockCookies ownLocks, DatabaseTime clock, CancellationToken cancellationToken)
    {
        var values = new QueryValues();
        var older = values.Id("before", before);
        values.ThrowIfInvalid();
        var own = ownLocks.Of(context).GetValueOrDefault(id)?.FencingToken;
        var version = await ledger.ReadAsync(cancellationToken);
        var minute = await clock.MinuteAsync(cancellationToken);
        if (context.IsUnchanged(version, string.Create(CultureInfo.InvariantCulture, $"{own} {minute}")))
        {
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        }

        return await reader.ReadAsync(id, older, cancellationToken) is { } view
            ? context.Show<OneResourcePage>(view with { IsOwn = own is not null && own == view.Resource.FencingToken })
            : ProblemCatalog.ResourceNotFound(id);
    }
}
