using Microsoft.AspNetCore.Http.HttpResults;
using RentABot.Gateway.Access;
using RentABot.Gateway.OpenApi;
using RentABot.Gateway.Problems;
using RentABot.Rules;

namespace RentABot.Gateway.Live;

/// <summary>Following one reservation.</summary>
internal static class SocketEndpoints
{
    public static void MapReservationSocket(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet($"{ApiPaths.Sockets}/reservations/{{id:guid}}", Follow).WithTags("Events").WithName("FollowReservation")
            .WithSummary("A WebSocket that tells how a reservation stands, at once and whenever that changes, and closes when it has ended")
            .Produces(StatusCodes.Status101SwitchingProtocols)
            .WithProblems(404, 426, 429, 503).RequiresRole(Role.ReadOnly).DisableRequestTimeout();

    private static async Task<Results<EmptyHttpResult, Problem>> Follow(Guid id, HttpContext context, ReservationFollower follower)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.Headers.Upgrade = "websocket";
            return ProblemCatalog.UpgradeRequired;
        }

        if (!IsOfThisHost(context.Request)) return ProblemCatalog.OriginNotAllowed;
        await follower.FollowAsync(context, id);
        return TypedResults.Empty;
    }

    /// <summary>A page of another host could otherwise listen with its reader's cookie: browsers let any page open a WebSocket.</summary>
    private static bool IsOfThisHost(HttpRequest request) =>
        request.Headers.Origin is not [var origin]
        || (Uri.TryCreate(origin, UriKind.Absolute, out var page)
            && HostString.FromUriComponent(page) is var host
            && string.Equals(host.Host, request.Host.Host, StringComparison.OrdinalIgnoreCase)
            && (host.Port ?? page.Port) == (request.Host.Port ?? page.Port));
}
