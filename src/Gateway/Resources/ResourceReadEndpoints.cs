using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using RentABot.Contracts;
using RentABot.Gateway.Access;
using RentABot.Gateway.Clock;
using RentABot.Gateway.OpenApi;
using RentABot.Gateway.Problems;
using RentABot.Gateway.Requests;
using RentABot.Persistence;
using RentABot.Persistence.Resources;
using RentABot.Rules;

namespace RentABot.Gateway.Resources;

/// <summary>What resources there are and how they stand.</summary>
internal static class ResourceReadEndpoints
{
    public static void MapResourceReads(this IEndpointRouteBuilder api)
    {
        var resources = api.MapGroup("/resources").WithTags("Resources").WithProblems(503).RequiresRole(Role.ReadOnly);
        resources.MapGet("", List).WithName("ListResources").WithSummary("List resources")
            .WithProblems(422).AnswersNotModified().Produces(StatusCodes.Status304NotModified);
        resources.MapGet("/{id:long}", Get).WithName("GetResource").WithSummary("One resource")
            .WithProblems(404).AnswersNotModified().Produces(StatusCodes.Status304NotModified);
        resources.MapGet("/expired", Expired).WithName("ListExpired").WithSummary("Locks that expired lately, newest first")
            .WithProblems(422);
    }

    private static async Task<Results<Ok<ResourceListResponse>, StatusCodeHttpResult>> List(
        [AsParameters] ResourceListParameters parameters,
        HttpContext context, LedgerVersion ledger, ResourcePages pages, DatabaseTime clock, CancellationToken cancellationToken)
    {
        var query = ResourceListQuery.Read(parameters);

        // Read before the list itself: a change in between makes the tag too old, never too new.
        var version = await ledger.ReadAsync(cancellationToken);
        var address = context.Request.Path + context.Request.QueryString.Value;
        var tag = ListTag.Of(version, address);
        context.Response.Headers.ETag = tag;
        if (Freshness.Has(context.Request, tag)) return TypedResults.StatusCode(StatusCodes.Status304NotModified);

        var page = await pages.ReadAsync(version, address, query, cancellationToken);
        var now = await clock.NowAsync(cancellationToken);
        query.Paging.WriteLinks(context, page.Total);
        return TypedResults.Ok(new ResourceListResponse
        {
            Resources = [.. page.Resources.Select(state => ResourceResponse.Of(state, now))],
            Page = query.Paging.Page,
            Limit = query.Paging.Limit,
            Total = page.Total,
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
