using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using RentABot.Contracts;
using RentABot.Gateway.Access;
using RentABot.Gateway.OpenApi;
using RentABot.Gateway.Problems;
using RentABot.Gateway.Requests;
using RentABot.Persistence;
using RentABot.Rules;

namespace RentABot.Gateway.Reservations;

/// <summary>Where reservations stand.</summary>
internal static class ReservationReadEndpoints
{
    private static readonly Dictionary<string, ReservationStatus> Statuses =
        Enum.GetValues<ReservationStatus>().ToDictionary(status => status.ToString().ToLowerInvariant());

    public static void MapReservationReads(this IEndpointRouteBuilder api)
    {
        var reservations = api.MapGroup("/reservations").WithTags("Reservations").WithProblems(422, 503).RequiresRole(Role.ReadOnly);
        reservations.MapGet("", List).WithName("ListReservations").WithSummary("List reservations, newest first; pending ones alone in rank order");
        reservations.MapGet("/{id:guid}", Get).WithName("GetReservation")
            .WithSummary("One reservation; with wait, as soon as its status changes").WithProblems(404)
            .MayWait(ReservationWait.MaxSeconds);
    }

    private static async Task<Ok<ReservationListResponse>> List(
        [FromQuery(Name = "status")] string? status, [FromQuery(Name = "client_id")] string? clientId,
        [FromQuery(Name = "page")] string? page, [FromQuery(Name = "limit")] string? limit,
        HttpContext context, RentABotDbContext db, ReservationStandings standings, CancellationToken cancellationToken)
    {
        var values = new QueryValues();
        var wanted = values.Word("status", status, Statuses)?.ToString();
        var paging = Paging.Read(values, page, limit);
        values.ThrowIfInvalid();

        var matching = db.Reservations.AsNoTracking();
        if (wanted is not null) matching = matching.Where(r => r.Status == wanted);
        if (clientId is not null) matching = matching.Where(r => r.ClientId == clientId);
        var total = await matching.CountAsync(cancellationToken);
        var ordered = wanted == nameof(ReservationStatus.Pending)
            ? matching.OrderBy(r => r.Rank).ThenBy(r => r.Arrival)
            : matching.OrderByDescending(r => r.Arrival);
        var rows = await ordered.Skip(paging.Skip).Take(paging.Limit).ToListAsync(cancellationToken);
        paging.WriteLinks(context, total);
        return TypedResults.Ok(new ReservationListResponse
        {
            Reservations = await standings.RespondAsync(rows, cancellationToken),
            Page = paging.Page,
            Limit = paging.Limit,
            Total = total,
        });
    }

    private static async Task<Results<Ok<ReservationReadResponse>, Problem>> Get(
        Guid id, [FromQuery(Name = "wait")] string? wait, ReservationWait waits, ReservationStandings standings,
        CancellationToken cancellationToken)
    {
        var patience = ReservationWait.ReadSeconds(wait) ?? TimeSpan.Zero;
        ReservationStatus? first = null;
        var reservation = await waits.UntilAsync(
            id, status => patience == TimeSpan.Zero || (first ??= status) != status, waits.DeadlineIn(patience), cancellationToken);
        if (reservation is null) return ProblemCatalog.ReservationNotFound(id);
        return TypedResults.Ok((await standings.RespondAsync([reservation], cancellationToken))[0]);
    }
}
