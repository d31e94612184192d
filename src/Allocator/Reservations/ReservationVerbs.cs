using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using RentABot.Persistence.Reservations;

namespace RentABot.Allocator.Reservations;

/// <summary>The verbs of <see cref="ReservationStateMachine"/>; the work is done by <see cref="ReservationDesk"/>.</summary>
internal static class ReservationVerbs
{
    public static EventActivityBinder<Reservation, ReservationRequested> Enqueue(
        this EventActivityBinder<Reservation, ReservationRequested> binder) =>
        binder.Then(context => context.Desk().Enqueue(context.Saga, context.Message));

    public static EventActivityBinder<Reservation, ReservationGranted> SetAside(
        this EventActivityBinder<Reservation, ReservationGranted> binder) =>
        binder.Then(context => context.Desk().SetAside(context.Saga, context.Message.ResourceIds));

    public static EventActivityBinder<Reservation, ReservationTakenAway> WaitAgain(
        this EventActivityBinder<Reservation, ReservationTakenAway> binder) =>
        binder.ThenAsync(context => context.Desk().WaitAgainAsync(context.Saga, context.Message.Reason, context.CancellationToken));

    public static EventActivityBinder<Reservation, ReservationClaimRequested> LockWhatIsSetAside(
        this EventActivityBinder<Reservation, ReservationClaimRequested> binder) =>
        binder.ThenAsync(context => context.Desk().LockWhatIsSetAsideAsync(context.Saga, context.CancellationToken));

    public static EventActivityBinder<Reservation, ReservationCancelRequested> GiveUp(
        this EventActivityBinder<Reservation, ReservationCancelRequested> binder) =>
        binder.ThenAsync(context => context.Desk().GiveUpAsync(context.Saga, context.Message.Reason, context.CancellationToken));

    public static EventActivityBinder<Reservation, ReservationWaitEnded> StopWaiting(
        this EventActivityBinder<Reservation, ReservationWaitEnded> binder) =>
        binder.ThenAsync(context => context.Desk().ExpireAsync(context.Saga, "the wait timed out", context.CancellationToken));

    public static EventActivityBinder<Reservation, ReservationClaimWindowEnded> LoseClaim(
        this EventActivityBinder<Reservation, ReservationClaimWindowEnded> binder) =>
        binder.ThenAsync(context => context.Desk().ExpireAsync(context.Saga, "it was not claimed in time", context.CancellationToken));

    public static EventActivityBinder<Reservation, ReservationLocksEnded> Finish(
        this EventActivityBinder<Reservation, ReservationLocksEnded> binder) =>
        binder.Then(context => context.Desk().Finish(context.Saga));

    public static EventActivityBinder<Reservation, TMessage> Reject<TMessage>(
        this EventActivityBinder<Reservation, TMessage> binder, string code)
        where TMessage : class =>
        binder.Then(context => context.GetPayload<RefusedTransition>().Rejection = ReservationRejections.Of(code, context.Saga));

    private static ReservationDesk Desk(this BehaviorContext<Reservation> context) =>
        context.GetPayload<IServiceScope>().ServiceProvider.GetRequiredService<ReservationDesk>();
}
