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
            Limits = caller.BestPriority is { } best ? new Dictionary<string, long> { ["best_priority"] = best } : null,
        });
    }
}
