using MassTransit;
using MassTransit.Mediator;
using Microsoft.Extensions.DependencyInjection;
using RentABot.Allocator.Commands;
using RentABot.Allocator.Writing;
using RentABot.Persistence;
using RentABot.Persistence.Reservations;

namespace RentABot.Allocator.Reservations;

/// <summary>
/// Raises an event on a reservation's state machine inside the present write transaction: the mediator is given the
/// transaction's scope, so the saga repository works on the same connection. What a transition throws reaches the
/// caller as it is.
/// </summary>
internal sealed class ReservationInstances(IMediator mediator, WriteScope scope, RentABotDbContext db, WriteTransaction transaction)
{
    /// <summary>An instance as the present transaction has it.</summary>
    public ValueTask<Reservation?> FindAsync(Guid id, CancellationToken cancellationToken) => db.Reservations.FindAsync([id], cancellationToken);

    /// <summary>One that the caller may claim or cancel.</summary>
    /// <exception cref="Rejection">There is none, or it is another caller's.</exception>
    public async Task<Reservation> OwnAsync(Guid id, CancellationToken cancellationToken)
    {
        var reservation = await FindAsync(id, cancellationToken) ?? throw ReservationRejections.NotFound(id);
        return transaction.Caller.Owns(reservation.Actor) ? reservation : throw ReservationRejections.NotYours(id);
    }

    /// <summary>Begins a new one. It is tracked before the repository looks for it, which then need not ask the database.</summary>
    public Task BeginAsync(ReservationRequested requested, CancellationToken cancellationToken)
    {
        db.Reservations.Add(new Reservation { CorrelationId = requested.CorrelationId });
        return RaiseAsync(requested, cancellationToken);
    }

    /// <exception cref="Rejection">The reservation's state forbids it.</exception>
    public async Task RaiseAsync<TMessage>(TMessage message, CancellationToken cancellationToken)
        where TMessage : class, CorrelatedBy<Guid>
    {
        var refused = new RefusedTransition();
        await mediator.Send(
            message,
            Pipe.Execute<SendContext<TMessage>>(context =>
            {
                context.AddOrUpdatePayload<IServiceScope>(() => scope, _ => scope);
                context.AddOrUpdatePayload(() => refused, _ => refused);
            }),
            cancellationToken);
        if (refused.Rejection is { } rejection) throw rejection;
    }
}
