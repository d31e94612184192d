using Microsoft.AspNetCore.Http.HttpResults;
using RentABot.Contracts;
using RentABot.Gateway.Access;
using RentABot.Gateway.Clock;
using RentABot.Gateway.Commands;
using RentABot.Gateway.OpenApi;
using RentABot.Gateway.Problems;
using RentABot.Gateway.Requests;
using RentABot.Rules;

namespace RentABot.Gateway.Locks;

/// <summary>Locking resources.</summary>
internal static class LockEndpoints
{
    public static void MapLocks(this IEndpointRouteBuilder api)
    {
        var resources = api.MapGroup("/resources").WithTags("Locks").WithProblems(400, 404, 409, 410, 413, 415, 422, 503)
            .TakesIdempotencyKey().RequiresRole(Role.User);
        resources.MapPost("/{id:long}/lock", LockOne).WithName("LockResource").WithSummary("Lock one resource")
            .TakesOptionalJson<LockOneRequest>();
        resources.MapPost("/lock", LockMatching).WithName("LockResources")
            .WithSummary("Lock resources by id, name, tags or expression: all of them or none")
            .TakesOptionalJson<LockRequest>().TakesQueryOf<LockRequest>().MayWait(QueuedLock.MaxWait);
    }

    private static async Task<Results<Ok<LockResponse>, Problem>> LockOne(
        long id, BodyOrQuery<LockOneRequest> input, CommandDispatcher commands, DatabaseTime clock, CancellationToken cancellationToken)
    {
        var request = input.Value;
        var answer = await commands.SendAsync<LockResources, LockResourcesResult>(request.ToCommand(id), request.ClientId);
        var now = await clock.NowAsync(cancellationToken);
        return answer.To(result => TypedResults.Ok(LockResponse.Of(result.Locks[0], now)));
    }

    private static async Task<Results<Ok<LockListResponse>, Problem>> LockMatching(
        BodyOrQuery<LockRequest> input, CommandDispatcher commands, QueuedLock queue, TagLists tags, DatabaseTime clock,
        CancellationToken cancellationToken)
    {
        var request = input.Value;
        var command = new LockResources
        {
            ResourceId = request.Id,
            Name = request.Name,
            Tags = tags.Take(request.Tags),
            Expression = request.Expression,
            Quantity = request.Quantity ?? 1,
            Ttl = request.Ttl,
            ClientId = request.ClientId,
            Details = request.Details,
        };
        if (request.Wait is { } wait)
        {
            var granted = await queue.LockAsync(command, wait);
            var then = await clock.NowAsync(cancellationToken);
            return granted.To(result => TypedResults.Ok(LockListResponse.Of(result.Locks, then)));
        }

        var answer = await commands.SendAsync<LockResources, LockResourcesResult>(command, request.ClientId);
        var now = await clock.NowAsync(cancellationToken);
        return answer.To(result => TypedResults.Ok(LockListResponse.Of(result.Locks, now)));
    }
}
