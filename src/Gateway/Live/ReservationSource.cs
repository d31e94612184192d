using Microsoft.EntityFrameworkCore;
using RentABot.Contracts;
using RentABot.Persistence;
using RentABot.Persistence.Queue;
using RentABot.Persistence.Reservations;

namespace RentABot.Gateway.Live;

/// <summary>Reads one reservation, and its place in the queue together with everybody else's.</summary>
internal sealed class ReservationSource(Guid id, IServiceScopeFactory scopes, QueuePlaces places)
{
    public Guid Id => id;

    /// <summary>Null: there is none.</summary>
    public async Task<ReservationState?> ReadAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RentABotDbContext>();
        var row = await db.Reservations.AsNoTracking().SingleOrDefaultAsync(r => r.CorrelationId == id, cancellationToken);
        return row?.ToState();
    }

    public Task<QueueStanding?> ReadPlaceAsync(CancellationToken cancellationToken) => places.ReadAsync(id, cancellationToken);

    public async Task<FollowedReservation> PlacedAsync(ReservationState state, CancellationToken cancellationToken) =>
        new(state, state.Status == ReservationStatus.Pending ? await ReadPlaceAsync(cancellationToken) : null);
}
