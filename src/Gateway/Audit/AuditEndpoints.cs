using Microsoft.AspNetCore.Http.HttpResults;
using RentABot.Gateway.Access;
using RentABot.Gateway.OpenApi;
using RentABot.Gateway.Requests;
using RentABot.Persistence;
using RentABot.Rules;

namespace RentABot.Gateway.Audit;

/// <summary>Who did what, and who tried to.</summary>
internal static class AuditEndpoints
{
    public static void MapAudit(this IEndpointRouteBuilder api) =>
        api.MapGet("/audit", List).WithTags("Audit").WithName("ListAudit")
            .WithSummary("Every change of state and every refused attempt, in the order in which they were written")
            .WithProblems(422, 503).RequiresRole(Role.Admin);

    private static async Task<Ok<AuditResponse>> List(
        [AsParameters] AuditParameters parameters, HttpContext context, RentABotDbContext db, CancellationToken cancellationToken)
    {
        var (filter, after, limit, last) = parameters.Read();
        var (rows, next) = last is { } newest
            ? await db.ReadLastAuditAsync(filter, newest, cancellationToken)
            : await db.ReadAuditAsync(filter, after, limit, cancellationToken);
        var cursor = next.ToString();
        if (last is null && rows.Count == limit) context.Response.Headers.Link = $"<{context.Request.AddressWith(KeyValuePair.Create("cursor", cursor))}>; rel=\"next\"";
        return TypedResults.Ok(new AuditResponse { Audit = rows, NextCursor = cursor });
    }
}
