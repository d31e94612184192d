using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using RentABot.Contracts;
using RentABot.Gateway.Clock;
using RentABot.Gateway.OpenApi;
using RentABot.Gateway.Problems;
using RentABot.Gateway.Requests;
using RentABot.Persistence;
using RentABot.Persistence.Resources;

namespace RentABot.Gateway.Resources;

/// <summary>What resources there are and how they stand.</summary>
internal static class ResourceReadEndpoints
{
    public static void MapResourceReads(this IEndpointRouteBuilder api)
    {
        var resources = api.MapGroup("/resources").WithTags("Resources").WithProblems(503);
        resources.MapGet("", List).WithName("ListResources").WithSummary("List resources")
            .WithProblems(422).AnswersNotModified().Produces(StatusCodes.Status304NotModified);
        resources.MapGet("/{id:long}", Get).WithName("GetResource").WithSummary("One resource")
            .WithProblems(404).AnswersNotModified().Produces(StatusCodes.Status304NotModified);
        resources.MapGet("/expired", Expired).WithName("ListExpired").WithSummary("Locks that expired lately, newest first")
            .WithProblems(422);
    }

    private static async Task<Results<Ok<ResourceListResponse>, StatusCodeHttpResult>> List(
        [AsParameters] ResourceListParameters parameters,
        HttpContext context, RentABotDbContext db, DatabaseTime clock, CancellationToken cancellationToken)
    {
        var query = ResourceListQuery.Read(parameters);
        var tag = ListTag.Of(await db.LedgerVersionAsync(cancellationToken), context.Request);
        context.Response.Headers.ETag = tag;
        if (Freshness.Has(context.Request, tag)) return TypedResults.StatusCode(StatusCodes.Status304NotModified);

        var matching = query.Filter(db.ResourceSnapshots().AsNoTracking());
        var total = await matching.CountAsync(cancellationToken);
        var page = await query.Sort(matching).Skip(query.Paging.Skip).Take(query.Paging.Limit).ToListAsync(cancellationToken);
        var now = await clock.NowAsync(cancellationToken);
        query.Paging.WriteLinks(context, total);
        return TypedResults.Ok(new ResourceListResponse
        {
            Resources = page.ConvertAll(snapshot => ResourceResponse.Of(snapshot.ToState(), now)),
            Page = query.Paging.Page,
            Limit = query.Paging.Limit,
            Total = total,
        });
    }

    private static async Task<Results<Ok<ResourceResponse>, StatusCodeHttpResult, Problem>> Get(
        long id, HttpContext context, RentABotDbContext db, DatabaseTime clock, CancellationToken cancellationToken)
    {
        var snapshot = await db.ResourceSnapshots().AsNoTracking().SingleOrDefaultAsync(s => s.Resource.Id == id, cancellationToken);
        if (snapshot is null) return ProblemCatalog.ResourceNotFound(id);
        var state = snapshot.ToState();
        var now = await clock.NowAsync(cancellationToken);
        var tag = ResourceTag.Of(state, now);
        context.Response.Headers.ETag = tag;
        if (Freshness.Has(context.Request, tag)) return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        return TypedResults.Ok(ResourceResponse.Of(state, now));
    }

    private static async Task<Ok<ExpiredListResponse>> Expired(
        [FromQuery(Name = "since")] string? since, [FromQuery(Name = "limit")] string? limit,
        RentABotDbContext db, CancellationToken cancellationToken)
    {
        var values = new QueryValues();
        var from = values.Instant("since", since);
        var count = Paging.ReadLimit(values, limit);
        values.ThrowIfInvalid();

        var locks = db.Locks.AsNoTracking().Where(l => l.EndedAt != null && l.EndReason == LockEndReason.Expired);
        if (from is not null) locks = locks.Where(l => l.EndedAt >= from);
        var expired = await locks
            .OrderByDescending(l => l.EndedAt).ThenByDescending(l => l.FencingToken)
            .Take(count)
            .Select(l => new ExpiredLockResponse
            {
                ResourceId = l.ResourceId,
                ResourceName = l.ResourceName,
                ClientId = l.ClientId,
                AcquiredAt = l.AcquiredAt,
                ExpiredAt = l.EndedAt!.Value,
            })
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(new ExpiredListResponse { Expired = expired });
    }
}
