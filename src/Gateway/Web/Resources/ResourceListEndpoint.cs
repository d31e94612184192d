using RentABot.Contracts;
using RentABot.Gateway.Clock;
using RentABot.Gateway.Resources;
using RentABot.Gateway.Web.Layout;
using RentABot.Gateway.Web.OwnLocks;
using RentABot.Rules;

namespace RentABot.Gateway.Web.Resources;

internal static class ResourceListEndpoint
{
    public static void MapResourceList(this IEndpointRouteBuilder pages) => pages.MapPage("/resources", Role.ReadOnly, ShowAsync);

    private static async Task<IResult> ShowAsync(
        HttpContext context, LedgerVersion ledger, ResourcePages pages, OwnLockCookies ownLocks, DatabaseTime clock,
        CancellationToken cancellationToken)
    {
        var filter = ResourceFilter.Of(context.Request.Query);
        var kept = ownLocks.Of(context);

        // htmx shows it, so that a reload or a link has the same filter; without the fields that are empty.
        if (PageFrame.IsFragment(context.Request)) context.Response.Headers["HX-Replace-Url"] = filter.Address;
        var version = await ledger.ReadAsync(cancellationToken);
        if (context.IsUnchanged(version, string.Join(',', kept.Values.Select(own => own.FencingToken))))
        {
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        }

        var query = filter.Read(out var errors);
        var page = query is null ? new ResourcePage([], 0) : await pages.ReadAsync(version, filter.Address, query, cancellationToken);
        return context.Show<ResourcesPage>(new ResourcesModel
        {
            Filter = filter,
            Errors = errors,
            Groups = ResourceGroup.Of(page.Resources, filter.Group),
            Total = page.Total,
            Own = page.Resources.Where(resource => IsOwn(resource, kept)).Select(resource => resource.Id).ToHashSet(),
            Shares = page.Resources.Where(resource => resource.ReservationId is not null)
                .CountBy(resource => resource.ReservationId!.Value).Where(share => share.Value > 1).ToDictionary(),
            Now = await clock.NowAsync(cancellationToken),
        });
    }

    private static bool IsOwn(ResourceState resource, IReadOnlyDictionary<long, OwnLock> kept) =>
        resource.Locked && kept.TryGetValue(resource.Id, out var own) && own.FencingToken == resource.FencingToken;
}
