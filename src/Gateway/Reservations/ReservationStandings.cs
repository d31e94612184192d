using RentABot.Contracts;
using RentABot.Gateway.Clock;
using RentABot.Persistence;
using RentABot.Persistence.Queue;
using RentABot.Persistence.Reservations;

namespace RentABot.Gateway.Reservations;

/// <summary>Reservations with where they stand in the queue.</summary>
internal sealed class ReservationStandings(
    RentABotDbContext db, DatabaseTime clock, [FromKeyedServices(QueueBookKeeper.OfReaders)] QueueBookKeeper books)
{
    private static readonly Dictionary<Guid, QueueStanding> None = [];

    public async Task<IReadOnlyList<ReservationReadResponse>> RespondAsync(List<Reservation> rows, CancellationToken cancellationToken)
    {
        var standings = await ReadAsync(rows, cancellationToken);
        return rows.ConvertAll(row => new ReservationReadResponse(row.ToState(), standings.GetValueOrDefault(row.CorrelationId)));
    }

    /// <summary>The standings of those that are pending.</summary>
    public async Task<IReadOnlyDictionary<Guid, QueueStanding>> ReadAsync(
        IEnumerable<Reservation> rows, CancellationToken cancellationToken)
    {
        var pending = rows.Where(r => r.Status == nameof(ReservationStatus.Pending)).Select(r => r.CorrelationId).ToList();
        if (pending.Count == 0) return None;
        var now = await clock.NowAsync(cancellationToken);
        return await books.ReadAsync(db, sequence: null, book => book.StandingsOf(pending, now), cancellationToken);
    }
}
