using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RentABot.Gateway.Access;
using RentABot.Gateway.OpenApi;
using RentABot.Gateway.Problems;
using RentABot.Gateway.Requests;
using RentABot.Gateway.Resources;
using RentABot.Persistence;
using RentABot.Persistence.Webhooks;
using RentABot.Rules;

namespace RentABot.Gateway.Webhooks;

/// <summary>Where events are delivered to.</summary>
internal static class WebhookEndpoints
{
    public static void MapWebhooks(this IEndpointRouteBuilder api)
    {
        var webhooks = api.MapGroup("/webhooks").WithTags("Webhooks").WithProblems(503).RequiresRole(Role.Admin);
        webhooks.MapPost("", Create).WithName("CreateWebhook").WithSummary("Have events delivered to a URL")
            .TakesJson<WebhookRequest>().WithProblems(409, 413, 415, 422).TakesIdempotencyKey();
        webhooks.MapGet("", List).WithName("ListWebhooks").WithSummary("All webhooks");
        webhooks.MapGet("/{id:guid}", Get).WithName("GetWebhook").WithSummary("One webhook").WithProblems(404);
        webhooks.MapPatch("/{id:guid}", Update).WithName("UpdateWebhook").WithSummary("Change a webhook by a JSON merge patch")
            .TakesJson<WebhookPatch>("application/merge-patch+json").WithProblems(404, 409, 412, 413, 415, 422).TakesIfMatch();
        webhooks.MapDelete("/{id:guid}", Delete).WithName("DeleteWebhook").WithSummary("Remove a webhook and its deliveries").WithProblems(404);
        webhooks.MapDeliveries();
    }

    public static string TagOf(Webhook webhook) => string.Create(CultureInfo.InvariantCulture, $"\"{webhook.Revision}\"");

    private static async Task<Results<Created<WebhookResponse>, Problem>> Create(
        Body<WebhookRequest> body, WebhookDesk desk, CancellationToken cancellationToken)
    {
        var answer = await desk.CreateAsync(body.Value, cancellationToken);
        return answer.To(webhook => TypedResults.Created($"{ApiPaths.Base}/webhooks/{webhook.Id}", webhook));
    }

    private static async Task<Ok<WebhookListResponse>> List(RentABotDbContext db, CancellationToken cancellationToken)
    {
        var webhooks = await db.Webhooks.AsNoTracking().OrderBy(w => w.CreatedAt).ThenBy(w => w.Id)
            .Take(Limits.MaxWebhooks).ToListAsync(cancellationToken);
        var standings = await db.StandingsAsync([.. webhooks.Select(w => w.Id)], cancellationToken);
        return TypedResults.Ok(new WebhookListResponse { Webhooks = [.. webhooks.Select(w => standings[w.Id].ResponseOf(w))] });
    }

    private static async Task<Results<Ok<WebhookResponse>, Problem>> Get(
        Guid id, HttpContext context, RentABotDbContext db, CancellationToken cancellationToken)
    {
        var webhook = await db.Webhooks.AsNoTracking().SingleOrDefaultAsync(w => w.Id == id, cancellationToken);
        if (webhook is null) return ProblemCatalog.WebhookNotFound(id);
        context.Response.Headers.ETag = TagOf(webhook);
        return TypedResults.Ok((await db.StandingsAsync([id], cancellationToken))[id].ResponseOf(webhook));
    }

    private static async Task<Results<Ok<WebhookResponse>, Problem>> Update(
        Guid id, Body<WebhookPatch> body, HttpContext context, WebhookDesk desk, CancellationToken cancellationToken)
    {
        if (!ResourceTag.TryReadIfMatch(context.Request, out var expected)) return ProblemCatalog.BadIfMatch;
        var answer = await desk.UpdateAsync(id, body.Value, expected, cancellationToken);
        return answer.To(TypedResults.Ok);
    }

    private static async Task<Results<NoContent, Problem>> Delete(Guid id, WebhookDesk desk, CancellationToken cancellationToken) =>
        await desk.DeleteAsync(id, cancellationToken) ? TypedResults.NoContent() : ProblemCatalog.WebhookNotFound(id);
}
