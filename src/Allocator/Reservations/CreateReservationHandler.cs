using Microsoft.EntityFrameworkCore;
using RentABot.Allocator.Commands;
using RentABot.Allocator.Locks;
using RentABot.Allocator.Queue;
using RentABot.Allocator.Writing;
using RentABot.Contracts;
using RentABot.Persistence;
using RentABot.Persistence.Reservations;
using RentABot.Persistence.Resources;
using RentABot.Rules;

namespace RentABot.Allocator.Reservations;

internal sealed class CreateReservationHandler(
    RentABotDbContext db, WriteTransaction transaction, QueuePass queue, Quota quota, ReservationInstances instances)
    : ICommandHandler<CreateReservation>
{
    public async Task<Answer> HandleAsync(CreateReservation command, CancellationToken cancellationToken)
    {
        if (!command.AllowUnsatisfiable) await CheckSatisfiableAsync(command, cancellationToken);

        await quota.CheckAsync(command.Quantity, cancellationToken);

        var id = transaction.NewId();
        var clientId = command.ClientId ?? transaction.Caller.Actor;
        await instances.BeginAsync(new ReservationRequested(id, command, clientId), cancellationToken);
        return async token =>
        {
            var reservation = (await instances.FindAsync(id, token))!;
            return new CreateReservationResult
            {
                Reservation = reservation.ToState(),
                PositionInQueue = reservation.Status == nameof(ReservationStatus.Pending) ? await queue.PositionAsync(id, token) : null,
            };
        };
    }

    private async Task CheckSatisfiableAsync(CreateReservation command, CancellationToken cancellationToken)
    {
        var selector = Selector.Of(command);
        var usable = db.Resources.Matching(selector).Where(r => command.Ttl == null || r.MaxLockDuration >= command.Ttl);

        // Most ask for one, for which not all that there are need be counted.
        if (command.Quantity == 1 && await usable.AnyAsync(cancellationToken)) return;
        var count = await usable.CountAsync(cancellationToken);
        if (count >= command.Quantity) return;
        throw Rejection.Unprocessable(
            "never_satisfiable",
            $"{command.Quantity} of {selector} can never be served: {count} registered resources could be used.",
            ("requested", command.Quantity),
            ("matching", count));
    }
}
