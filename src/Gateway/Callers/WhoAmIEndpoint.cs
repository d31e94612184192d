using Microsoft.AspNetCore.Http.HttpResults;
using RentABot.Gateway.Access;
using RentABot.Rules;

namespace RentABot.Gateway.Callers;

internal static class WhoAmIEndpoint
{
    public static void MapWhoAmI(this IEndpointRouteBuilder api) =>
        api.MapGet("/whoami", WhoAmI).WithName("WhoAmI").WithTags("Callers").WithSummary("The caller's name, role and limits")
            .RequiresRole(Role.ReadOnly);

    private static Ok<WhoAmIResponse> WhoAmI(HttpContext context)
    {
        var caller = Caller.Of(context);
        return TypedResults.Ok(new WhoAmIResponse
        {
            Name = caller.Name,
            Role = Roles.NameOf(caller.Role),
            Limits = LimitsOf(caller),
        });
    }

    private static Dictionary<string, long>? LimitsOf(Caller caller)
    {
        var limits = new Dictionary<string, long>();
        if (caller.MaxLocks is { } most) limits[CallerClaims.MaxLocks] = most;
        if (caller.BestPriority is { } best) limits[CallerClaims.BestPriority] = best;
        return limits.Count > 0 ? limits : null;
    }
}
