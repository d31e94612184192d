using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using RentABot.Gateway.OpenApi;
using RentABot.Gateway.Problems;
using RentABot.Gateway.Requests;
using RentABot.Persistence;
using RentABot.Persistence.Webhooks;

namespace RentABot.Gateway.Webhooks;

/// <summary>What was delivered, and what is to be delivered again.</summary>
internal static class DeliveryEndpoints
{
    private static readonly Dictionary<string, WebhookDeliveryStatus> Statuses =
        Enum.GetValues<WebhookDeliveryStatus>().ToDictionary(status => status.ToString().ToLowerInvariant());

    public static void MapDeliveries(this IEndpointRouteBuilder webhooks)
    {
        webhooks.MapGet("/{id:guid}/deliveries", List).WithName("ListDeliveries")
            .WithSummary("What was delivered to a webhook, waits, or was given up; the newest events first").WithProblems(404, 422);
        webhooks.MapPost("/{id:guid}/redeliver", Redeliver).WithName("Redeliver").WithSummary("Have deliveries made again")
            .TakesJson<RedeliverRequest>().WithProblems(404, 409, 413, 415, 422).TakesIdempotencyKey();
    }

    private static async Task<Results<Ok<DeliveryListResponse>, Problem>> List(
        Guid id, [FromQuery(Name = "status")] string? status, [FromQuery(Name = "page")] string? page, [FromQuery(Name = "limit")] string? limit,
        HttpContext context, RentABotDbContext db, CancellationToken cancellationToken)
    {
        var values = new QueryValues();
        var wanted = values.Word("status", status, Statuses);
        var paging = Paging.Read(values, page, limit);
        values.ThrowIfInvalid();
        if (!await db.Webhooks.AnyAsync(w => w.Id == id, cancellationToken)) return ProblemCatalog.WebhookNotFound(id);

        var matching = db.WebhookDeliveries.AsNoTracking().Where(d => d.WebhookId == id);
        if (wanted is not null) matching = matching.Where(d => d.Status == wanted);
        var total = await matching.CountAsync(cancellationToken);
        var rows = await matching.OrderByDescending(d => d.Sequence).Skip(paging.Skip).Take(paging.Limit).ToListAsync(cancellationToken);
        paging.WriteLinks(context, total);
        return TypedResults.Ok(new DeliveryListResponse
        {
            Deliveries = [.. rows.Select(Of)],
            Page = paging.Page,
            Limit = paging.Limit,
            Total = total,
        });
    }

    private static async Task<Results<Accepted<RedeliverResponse>, Problem>> Redeliver(
        Guid id, Body<RedeliverRequest> body, WebhookDesk desk, CancellationToken cancellationToken)
    {
        var answer = await desk.RedeliverAsync(id, body.Value, cancellationToken);
        return answer.To(accepted => TypedResults.Accepted((string?)null, accepted));
    }

    private static DeliveryResponse Of(WebhookDelivery delivery) => new()
    {
        Id = delivery.EventId,
        Sequence = delivery.Sequence,
        EventType = delivery.Type,
        Subject = delivery.Subject,
        OccurredAt = delivery.OccurredAt,
        Status = delivery.Status,
        Attempts = delivery.Attempts,
        NextAttemptAt = delivery.Status == WebhookDeliveryStatus.Pending ? delivery.NextAttemptAt : null,
        LastAttemptAt = delivery.LastAttemptAt,
        LastStatus = delivery.LastStatus,
        LastError = delivery.LastError,
        DeliveredAt = delivery.Status == WebhookDeliveryStatus.Delivered ? delivery.EndedAt : null,
    };
}
