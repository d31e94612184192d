using RentABot.Contracts;
using RentABot.Gateway.Audit;
using RentABot.Gateway.Callers;
using RentABot.Gateway.Commands;
using RentABot.Gateway.Problems;
using RentABot.Gateway.Reservations;
using RentABot.Rules;

namespace RentABot.Gateway.Locks;

/// <summary>
/// Locks after standing in the queue: makes a reservation, waits for its grant and claims it. Whoever does not get
/// that far leaves the queue.
/// </summary>
internal sealed class QueuedLock(
    IHttpContextAccessor accessor, CommandBus bus, KeysInFlight inFlight, ReservationWait waits, FollowUps followUps)
{
    /// <summary>The longest wait that may be asked for, in seconds.</summary>
    public const int MaxWait = 300;

    /// <summary>How often a key may have led to a wait that ended in nothing, before it is said to be used up.</summary>
    private const int MaxRounds = 100;

    /// <summary>Time for the allocator to say itself that the wait is over.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);

    public async Task<Answer<ClaimReservationResult>> LockAsync(LockResources command, int wait)
    {
        var context = accessor.HttpContext!;
        var answer = await LockAsync(command, wait, context);
        if (answer.Problem is { } problem) RefusalRecorder.Tell(context, RefusedSubject.Of(command, command.ClientId, problem));
        return answer;
    }

    private async Task<Answer<ClaimReservationResult>> LockAsync(LockResources command, int wait, HttpContext context)
    {
        var caller = Caller.Of(context);
        var create = ReservationFor(command, wait, caller.DefaultPriority);
        var violations = CommandRules.Check(create);
        violations.AddIf(wait is < 1 or > MaxWait, "wait", $"must be 1–{MaxWait} seconds");
        if (violations.Any) return ProblemCatalog.Invalid(violations);

        var key = IdempotencyKeys.Of(context, caller, command.ClientId);
        using var entry = inFlight.TryEnter(key);
        if (entry is null) return ProblemCatalog.RequestInProgress;

        for (var round = 0; round < MaxRounds; round++)
        {
            var call = new QueuedCall(caller, key, context.RequestAborted);
            var created = await bus.SendAsync<CreateReservation, CreateReservationResult>(create, caller, key, call.Aborted);
            if (created.Problem is { } refused) return refused;
            var id = created.Result!.Reservation.ReservationId;
            var answer = await WaitAndClaimAsync(id, TimeSpan.FromSeconds(wait) + Grace, call);

            // Refusals are not kept: a repeat whose reservation has ended without a grant starts anew.
            if (key is not null && created.Replayed && answer.Problem is { Code: "wait_timed_out" or "reservation_cancelled" })
            {
                key = IdempotencyKeys.After(key, id);
                continue;
            }

            if (answer.Replayed) context.Response.Headers[IdempotencyKeys.ReplayedHeader] = "true";
            return answer;
        }

        return ProblemCatalog.WaitTimedOut;
    }

    private static CreateReservation ReservationFor(LockResources command, int wait, int priority) => new()
    {
        ResourceId = command.ResourceId,
        Name = command.Name,
        Tags = command.Tags,
        Expression = command.Expression,
        Quantity = command.Quantity,
        Ttl = command.Ttl,
        ClientId = command.ClientId,
        Details = command.Details,
        Priority = priority,
        MaxWaitTime = Math.Max(1, wait),
    };

    private async Task<Answer<ClaimReservationResult>> WaitAndClaimAsync(Guid id, TimeSpan patience, QueuedCall call)
    {
        try
        {
            var answer = await ClaimWhenGrantedAsync(id, patience, call);

            // With a key the claim's answer can still be asked for; without one nobody will come for it.
            var gone = answer.Problem is { Code: "wait_timed_out" or "shutting_down" or "too_many_waits" };
            if (gone || (answer.Problem is not null && call.Key is null)) GiveUp(id, call.Caller);
            return answer;
        }
        catch
        {
            GiveUp(id, call.Caller);
            throw;
        }
    }

    private async Task<Answer<ClaimReservationResult>> ClaimWhenGrantedAsync(Guid id, TimeSpan patience, QueuedCall call)
    {
        var deadline = waits.DeadlineIn(patience);
        while (true)
        {
            var reservation = await waits.UntilAsync(id, status => status != ReservationStatus.Pending, deadline, call.Aborted);
            switch (reservation?.Status)
            {
                case nameof(ReservationStatus.Pending) when waits.Stopping:
                    return ProblemCatalog.ShuttingDown;
                case null or nameof(ReservationStatus.Pending) or nameof(ReservationStatus.Expired):
                    return ProblemCatalog.WaitTimedOut;
                case nameof(ReservationStatus.Cancelled):
                    return ProblemCatalog.ReservationCancelled(id, reservation.Reason);
            }

            var claim = await bus.SendAsync<ClaimReservation, ClaimReservationResult>(
                new ClaimReservation { ReservationId = id }, call.Caller, call.Key is null ? null : $"{call.Key}:claim", call.Aborted);
            switch (claim.Problem?.Code)
            {
                // What was set aside has been taken away before it could be claimed.
                case "not_fulfilled":
                    continue;
                case "reservation_expired":
                    return ProblemCatalog.WaitTimedOut;
                default:
                    return claim;
            }
        }
    }

    private void GiveUp(Guid id, Caller caller) =>
        followUps.Add(new CancelReservation { ReservationId = id, Reason = "the caller that waited is gone" }, caller);

    private sealed record QueuedCall(Caller Caller, string? Key, CancellationToken Aborted);
}
