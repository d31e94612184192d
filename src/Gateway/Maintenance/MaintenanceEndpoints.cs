using Microsoft.AspNetCore.Http.HttpResults;
using RentABot.Contracts;
using RentABot.Gateway.Access;
using RentABot.Gateway.Clock;
using RentABot.Gateway.Commands;
using RentABot.Gateway.OpenApi;
using RentABot.Gateway.Problems;
using RentABot.Gateway.Requests;
using RentABot.Gateway.Resources;
using RentABot.Rules;

namespace RentABot.Gateway.Maintenance;

/// <summary>Taking resources out of service and back.</summary>
internal static class MaintenanceEndpoints
{
    public static void MapMaintenance(this IEndpointRouteBuilder api)
    {
        var resources = api.MapGroup("/resources/{id:long}").WithTags("Maintenance").WithProblems(404, 503)
            .TakesIdempotencyKey().RequiresRole(Role.Maintainer);
        resources.MapPost("/unavailable", MarkUnavailable).WithName("MarkUnavailable")
            .WithSummary("Take a resource out of service, now or later").TakesJson<UnavailableRequest>().WithProblems(400, 413, 415, 422);
        resources.MapPost("/available", MarkAvailable).WithName("MarkAvailable").WithSummary("Bring a resource back into service");
    }

    private static async Task<Results<Ok<ResourceResponse>, Problem>> MarkUnavailable(
        long id, Body<UnavailableRequest> body, CommandDispatcher commands, DatabaseTime clock, CancellationToken cancellationToken)
    {
        var answer = await commands.SendAsync<MarkUnavailable, MarkUnavailableResult>(body.Value.ToCommand(id));
        var now = await clock.NowAsync(cancellationToken);
        return answer.To(result => TypedResults.Ok(ResourceResponse.Of(result.Resource, now)));
    }

    private static async Task<Results<Ok<ResourceResponse>, Problem>> MarkAvailable(
        long id, CommandDispatcher commands, DatabaseTime clock, CancellationToken cancellationToken)
    {
        var answer = await commands.SendAsync<MarkAvailable, MarkAvailableResult>(new MarkAvailable { ResourceId = id });
        var now = await clock.NowAsync(cancellationToken);
        return answer.To(result => TypedResults.Ok(ResourceResponse.Of(result.Resource, now)));
    }
}
