using MassTransit;
using RentABot.Persistence.Reservations;

namespace RentABot.Allocator.Reservations;

/// <summary>
/// Where a reservation stands and what moves it. What the moves do is in <see cref="ReservationVerbs"/>. A deadline that
/// comes too late is ignored; a grant, a loss or an end of locks that no line names is a defect, and fails its command.
/// </summary>
internal sealed class ReservationStateMachine : MassTransitStateMachine<Reservation>
{
    public ReservationStateMachine()
    {
        InstanceState(r => r.Status);

        Initially(
            When(Requested).Enqueue().TransitionTo(Pending));

        During(Pending,
            When(Granted).SetAside().TransitionTo(Fulfilled),
            When(CancelRequested).GiveUp().TransitionTo(Cancelled),
            When(WaitEnded).StopWaiting().TransitionTo(Expired),
            When(ClaimRequested).Reject("not_fulfilled"),
            Ignore(ClaimWindowEnded));

        During(Fulfilled,
            When(ClaimRequested).LockWhatIsSetAside().TransitionTo(Claimed),
            When(TakenAway).WaitAgain().TransitionTo(Pending),
            When(CancelRequested).GiveUp().TransitionTo(Cancelled),
            When(ClaimWindowEnded).LoseClaim().TransitionTo(Expired),
            Ignore(WaitEnded));

        During(Claimed,
            When(LocksEnded).Finish().TransitionTo(Released),
            When(CancelRequested).Reject("already_claimed"),
            Ignore(ClaimRequested),
            Ignore(WaitEnded),
            Ignore(ClaimWindowEnded));

        During(Released,
            When(ClaimRequested).Reject("lock_lost"),
            When(CancelRequested).Reject("reservation_released"),
            Ignore(WaitEnded),
            Ignore(ClaimWindowEnded));

        During(Cancelled,
            When(ClaimRequested).Reject("reservation_cancelled"),
            Ignore(CancelRequested),
            Ignore(WaitEnded),
            Ignore(ClaimWindowEnded));

        During(Expired,
            When(ClaimRequested).Reject("reservation_expired"),
            When(CancelRequested).Reject("reservation_expired"),
            Ignore(WaitEnded),
            Ignore(ClaimWindowEnded));
    }

    public State Pending { get; private set; } = null!;
    public State Fulfilled { get; private set; } = null!;
    public State Claimed { get; private set; } = null!;
    public State Released { get; private set; } = null!;
    public State Cancelled { get; private set; } = null!;
    public State Expired { get; private set; } = null!;

    public Event<ReservationRequested> Requested { get; private set; } = null!;
    public Event<ReservationGranted> Granted { get; private set; } = null!;
    public Event<ReservationTakenAway> TakenAway { get; private set; } = null!;
    public Event<ReservationClaimRequested> ClaimRequested { get; private set; } = null!;
    public Event<ReservationCancelRequested> CancelRequested { get; private set; } = null!;
    public Event<ReservationWaitEnded> WaitEnded { get; private set; } = null!;
    public Event<ReservationClaimWindowEnded> ClaimWindowEnded { get; private set; } = null!;
    public Event<ReservationLocksEnded> LocksEnded { get; private set; } = null!;
}
