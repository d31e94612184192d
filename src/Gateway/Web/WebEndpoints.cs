using RentABot.Gateway.Web.Assets;
using RentABot.Gateway.Web.Audit;
using RentABot.Gateway.Web.Changes;
using RentABot.Gateway.Web.OneResource;
using RentABot.Gateway.Web.Overview;
using RentABot.Gateway.Web.Queue;
using RentABot.Gateway.Web.Reservations;
using RentABot.Gateway.Web.Resources;
using RentABot.Gateway.Web.Sessions;
using RentABot.Gateway.Web.Timeline;

namespace RentABot.Gateway.Web;

internal static class WebEndpoints
{
    /// <summary>The pages, what their forms do, and what they are made with.</summary>
    public static void MapPages(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapAssets();
        endpoints.MapSignIn();
        endpoints.MapChanges();
        endpoints.MapOverview();
        endpoints.MapResourceList();
        endpoints.MapResourceActions();
        endpoints.MapOneResource();
        endpoints.MapQueue();
        endpoints.MapReservationPages();
        endpoints.MapTimeline();
        endpoints.MapAuditPage();
    }
}
