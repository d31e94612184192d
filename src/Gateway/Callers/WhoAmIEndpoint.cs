using Microsoft.AspNetCore.Http.HttpResults;

namespace RentABot.Gateway.Callers;

internal static class WhoAmIEndpoint
{
    public static void MapWhoAmI(this IEndpointRouteBuilder api) =>
        api.MapGet("/whoami", WhoAmI).WithName("WhoAmI").WithTags("Callers").WithSummary("The caller's name, role and limits");

    private static Ok<WhoAmIResponse> WhoAmI(HttpContext context)
    {
        var caller = Caller.Of(context);
        return TypedResults.Ok(new WhoAmIResponse { Name = caller.Name, Role = caller.Role });
    }
}
