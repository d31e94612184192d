using MassTransit;
using RentABot.Contracts;

namespace RentABot.Gateway.Reservations;

/// <summary>Hears what happens to reservations and wakes who waits for them. Every gateway hears everything.</summary>
internal sealed class ReservationListener(Waiters waiters) :
    IConsumer<ReservationQueued>,
    IConsumer<ReservationFulfilled>,
    IConsumer<ReservationClaimed>,
    IConsumer<ReservationCancelled>,
    IConsumer<ReservationExpired>,
    IConsumer<ReservationReleased>
{
    public Task Consume(ConsumeContext<ReservationQueued> context) => Wake(context.Message);

    public Task Consume(ConsumeContext<ReservationFulfilled> context) => Wake(context.Message);

    public Task Consume(ConsumeContext<ReservationClaimed> context) => Wake(context.Message);

    public Task Consume(ConsumeContext<ReservationCancelled> context) => Wake(context.Message);

    public Task Consume(ConsumeContext<ReservationExpired> context) => Wake(context.Message);

    public Task Consume(ConsumeContext<ReservationReleased> context) => Wake(context.Message);

    private Task Wake(ReservationEvent change)
    {
        waiters.Wake(change.ReservationId);
        return Task.CompletedTask;
    }
}
