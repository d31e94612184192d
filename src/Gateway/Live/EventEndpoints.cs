using RentABot.Gateway.Access;
using RentABot.Gateway.OpenApi;
using RentABot.Gateway.Web.Sessions;
using RentABot.Rules;

namespace RentABot.Gateway.Live;

/// <summary>What happens, as it happens.</summary>
internal static class EventEndpoints
{
    public static void MapEvents(this IEndpointRouteBuilder api) =>
        api.MapGet("/events", Listen).WithTags("Events").WithName("ListenToEvents")
            .WithSummary("Every change of state as it happens: server-sent events, without an end")
            .Produces<string>(StatusCodes.Status200OK, "text/event-stream")
            .WithProblems(422, 429, 503).RequiresRole(Role.ReadOnly)
            .WithMetadata(new EndlessMetadata()).DisableRequestTimeout().TakesSession();

    private static Task Listen([AsParameters] EventParameters parameters, HttpContext context, EventStream stream)
    {
        var (filter, after) = parameters.Read();
        return stream.SendAsync(context, filter, after);
    }
}
