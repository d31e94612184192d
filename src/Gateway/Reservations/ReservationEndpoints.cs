using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using RentABot.Contracts;
using RentABot.Gateway.Access;
using RentABot.Gateway.Callers;
using RentABot.Gateway.Clock;
using RentABot.Gateway.Commands;
using RentABot.Gateway.OpenApi;
using RentABot.Gateway.Problems;
using RentABot.Gateway.Requests;
using RentABot.Rules;

namespace RentABot.Gateway.Reservations;

/// <summary>Joining and leaving the queue, and claiming what was granted.</summary>
internal static class ReservationEndpoints
{
    public static void MapReservations(this IEndpointRouteBuilder api)
    {
        var reservations = api.MapGroup("/reservations").WithTags("Reservations").WithProblems(422, 503).RequiresRole(Role.User);
        reservations.MapPost("", Create).WithName("CreateReservation").WithSummary("Join the queue")
            .TakesJson<ReservationRequest>().WithProblems(400, 409, 413, 415).TakesIdempotencyKey();
        reservations.MapDelete("/{id:guid}", Cancel).WithName("CancelReservation").WithSummary("Give up a reservation")
            .WithProblems(404, 409, 410);
        reservations.MapPost("/{id:guid}/claim", Claim).WithName("ClaimReservation")
            .WithSummary("Turn what is set aside into locks").WithProblems(404, 409, 410).TakesIdempotencyKey()
            .MayWait(ReservationWait.MaxSeconds);
    }

    private static async Task<Results<Created<ReservationResponse>, Problem>> Create(
        Body<ReservationRequest> body, HttpContext context, CommandDispatcher commands, TagLists tags)
    {
        var request = body.Value;
        var defaults = new CreateReservation();
        var caller = Caller.Of(context);
        if (caller.BestPriority is { } best && request.Priority < best) return ProblemCatalog.PriorityTooUrgent(best);
        var answer = await commands.SendAsync<CreateReservation, CreateReservationResult>(new CreateReservation
        {
            Tags = tags.Take(request.Tags),
            Expression = request.Expression,
            Name = request.Name,
            Quantity = request.Quantity ?? defaults.Quantity,
            Ttl = request.Ttl,
            ClientId = request.ClientId,
            Priority = request.Priority ?? caller.DefaultPriority,
            MaxWaitTime = request.MaxWaitTime ?? defaults.MaxWaitTime,
            ClaimWindow = request.ClaimWindow,
            AllowUnsatisfiable = request.AllowUnsatisfiable ?? defaults.AllowUnsatisfiable,
        }, request.ClientId);
        return answer.To(result => TypedResults.Created(
            $"{ApiPaths.Base}/reservations/{result.Reservation.ReservationId}",
            new ReservationResponse(result.Reservation, result.PositionInQueue)));
    }

    private static async Task<Results<NoContent, Problem>> Cancel(Guid id, CommandDispatcher commands)
    {
        var answer = await commands.SendAsync<CancelReservation, CancelReservationResult>(new CancelReservation { ReservationId = id });
        return answer.To(_ => TypedResults.NoContent());
    }

    private static async Task<Results<Ok<ClaimResponse>, Problem>> Claim(
        Guid id, [FromQuery(Name = "wait")] string? wait, CommandDispatcher commands, ReservationWait waits, DatabaseTime clock,
        CancellationToken cancellationToken)
    {
        if (ReservationWait.ReadSeconds(wait) is { } patience)
        {
            // However it ends, the allocator says whether there is something to claim.
            await waits.UntilAsync(id, status => status != ReservationStatus.Pending, waits.DeadlineIn(patience), cancellationToken);
        }

        var answer = await commands.SendAsync<ClaimReservation, ClaimReservationResult>(new ClaimReservation { ReservationId = id });
        var now = await clock.NowAsync(cancellationToken);
        return answer.To(result => TypedResults.Ok(new ClaimResponse(result, now)));
    }
}
