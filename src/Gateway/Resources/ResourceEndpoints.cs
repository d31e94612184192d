using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using RentABot.Contracts;
using RentABot.Gateway.Access;
using RentABot.Gateway.Clock;
using RentABot.Gateway.Commands;
using RentABot.Gateway.OpenApi;
using RentABot.Gateway.Problems;
using RentABot.Gateway.Requests;
using RentABot.Rules;

namespace RentABot.Gateway.Resources;

/// <summary>Changes of resources.</summary>
internal static class ResourceEndpoints
{
    public static void MapResources(this IEndpointRouteBuilder api)
    {
        var resources = api.MapGroup("/resources").WithTags("Resources").WithProblems(503).RequiresRole(Role.Admin);
        resources.MapPost("", Create).WithName("CreateResource").WithSummary("Register a resource")
            .TakesJson<ResourceRequest>().WithProblems(400, 409, 413, 415, 422).TakesIdempotencyKey();
        resources.MapPatch("/{id:long}", Update).WithName("UpdateResource").WithSummary("Change a resource by a JSON merge patch")
            .TakesJson<ResourcePatch>("application/merge-patch+json").WithProblems(400, 404, 409, 412, 413, 415, 422).TakesIfMatch();
        resources.MapDelete("/{id:long}", Delete).WithName("DeleteResource").WithSummary("Remove a resource")
            .WithProblems(404, 409, 422);
    }

    private static async Task<Results<Created<ResourceResponse>, Problem>> Create(
        Body<ResourceRequest> body, CommandDispatcher commands, TagLists tags, DatabaseTime clock, CancellationToken cancellationToken)
    {
        var now = await clock.NowAsync(cancellationToken);
        var answer = await commands.SendAsync<RegisterResource, RegisterResourceResult>(body.Value.ToCommand(tags));
        return answer.To(result => TypedResults.Created(
            $"{ApiPaths.Base}/resources/{result.Resource.Id}", ResourceResponse.Of(result.Resource, now)));
    }

    private static async Task<Results<Ok<ResourceResponse>, Problem>> Update(
        long id, Body<ResourcePatch> body, HttpContext context, CommandDispatcher commands, TagLists tags, DatabaseTime clock)
    {
        if (!ResourceTag.TryReadIfMatch(context.Request, out var expected)) return ProblemCatalog.BadIfMatch;
        var answer = await commands.SendAsync<UpdateResource, UpdateResourceResult>(body.Value.ToCommand(id, expected, tags));
        var now = await clock.NowAsync(context.RequestAborted);
        return answer.To(result =>
        {
            context.Response.Headers.ETag = ResourceTag.Of(result.Resource, now);
            return TypedResults.Ok(ResourceResponse.Of(result.Resource, now));
        });
    }

    private static async Task<Results<NoContent, Problem>> Delete(
        long id, [FromQuery(Name = "force")] string? force, CommandDispatcher commands)
    {
        var values = new QueryValues();
        var command = new RemoveResource { ResourceId = id, Force = values.Flag("force", force) ?? false };
        values.ThrowIfInvalid();
        var answer = await commands.SendAsync<RemoveResource, RemoveResourceResult>(command);
        return answer.To(_ => TypedResults.NoContent());
    }
}
