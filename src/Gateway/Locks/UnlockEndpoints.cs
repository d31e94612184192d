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

namespace RentABot.Gateway.Locks;

/// <summary>Ending and prolonging locks.</summary>
internal static class UnlockEndpoints
{
    public static void MapUnlocks(this IEndpointRouteBuilder api)
    {
        var resources = api.MapGroup("/resources").WithTags("Locks").WithProblems(400, 413, 415, 422, 503)
            .TakesIdempotencyKey().RequiresRole(Role.User);
        resources.MapPost("/{id:long}/unlock", Unlock).WithName("UnlockResource").WithSummary("End a lock by its token, or by force")
            .TakesOptionalJson<UnlockRequest>().TakesQueryOf<UnlockRequest>().WithProblems(404, 409, 410);
        resources.MapPost("/unlock-batch", UnlockMany).WithName("UnlockBatch").WithSummary("End many locks at once")
            .TakesJson<UnlockBatchRequest>();
        resources.MapPost("/{id:long}/extend", Extend).WithName("ExtendLock").WithSummary("Prolong a lock")
            .TakesJson<ExtendRequest>().WithProblems(404, 409, 410);
    }

    private static async Task<Results<Ok<UnlockResponse>, Problem>> Unlock(
        long id, BodyOrQuery<UnlockRequest> input, CommandDispatcher commands, DatabaseTime clock, CancellationToken cancellationToken)
    {
        var answer = await commands.SendAsync<UnlockResource, UnlockResourceResult>(input.Value.ToCommand(id));
        var now = await clock.NowAsync(cancellationToken);
        return answer.To(result => TypedResults.Ok(new UnlockResponse { Resource = ResourceResponse.Of(result.Resource, now) }));
    }

    private static async Task<Results<Ok<UnlockBatchResponse>, Problem>> UnlockMany(
        Body<UnlockBatchRequest> body, CommandDispatcher commands)
    {
        var answer = await commands.SendAsync<UnlockBatch, UnlockBatchResult>(new UnlockBatch { LockTokens = body.Value.LockTokens ?? [] });
        return answer.To(result => TypedResults.Ok(new UnlockBatchResponse
        {
            Unlocked = result.Unlocked,
            Results = result.Results
                .Select(item => new UnlockBatchItemResponse { ResourceId = item.ResourceId, Result = item.Result })
                .ToList(),
        }));
    }

    private static async Task<Results<Ok<ExtendResponse>, Problem>> Extend(long id, Body<ExtendRequest> body, CommandDispatcher commands)
    {
        var answer = await commands.SendAsync<ExtendLock, ExtendLockResult>(body.Value.ToCommand(id));
        return answer.To(result => TypedResults.Ok(new ExtendResponse
        {
            ExpiresAt = result.ExpiresAt,
            TotalLockDuration = result.TotalLockDuration,
        }));
    }
}
