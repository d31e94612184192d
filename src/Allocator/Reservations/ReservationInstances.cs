using MassTransit;
using MassTransit.Mediator;
using Microsoft.Extensions.DependencyInjection;
using RentABot.Allocator.Writing;

namespace RentABot.Allocator.Reservations;

/// <summary>
/// Raises an event on a reservation's state machine inside the present write transaction: the mediator is given the
/// transaction's scope, so the saga repository works on the same connection. What a transition throws reaches the
/// caller as it is.
/// </summary>
internal sealed class ReservationInstances(IMediator mediator, WriteScope scope)
{
    public Task RaiseAsync<TMessage>(TMessage message, CancellationToken cancellationToken)
        where TMessage : class, CorrelatedBy<Guid> =>
        mediator.Send(
            message,
            Pipe.Execute<SendContext<TMessage>>(context => context.AddOrUpdatePayload<IServiceScope>(() => scope, _ => scope)),
            cancellationToken);
}
