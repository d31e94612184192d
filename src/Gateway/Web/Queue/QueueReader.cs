using Microsoft.EntityFrameworkCore;
using RentABot.Contracts;
using RentABot.Gateway.Clock;
using RentABot.Gateway.Reservations;
using RentABot.Persistence;
using RentABot.Persistence.Reservations;

namespace RentABot.Gateway.Web.Queue;

/// <summary>Reads who waits for what.</summary>
internal sealed class QueueReader(RentABotDbContext db, DatabaseTime clock, ReservationStandings standings)
{
    public const int PageSize = 200;
    private const int MostEnded = 20;

    public async Task<QueueView> ReadAsync(int page, CancellationToken cancellationToken)
    {
        var pending = With(ReservationStatus.Pending);
        var total = await pending.CountAsync(cancellationToken);
        var waiting = await pending.OrderBy(r => r.Rank).ThenBy(r => r.Arrival).Skip((page - 1) * PageSize).Take(PageSize).ToListAsync(cancellationToken);
        var stand = await standings.ReadAsync(waiting, cancellationToken);
        var fulfilled = await With(ReservationStatus.Fulfilled).OrderBy(r => r.ClaimExpiresAt).Take(PageSize).ToListAsync(cancellationToken);
        var ended = await db.Reservations.AsNoTracking().Where(r => r.EndedAt != null)
            .OrderByDescending(r => r.EndedAt).Take(MostEnded).ToListAsync(cancellationToken);
        return new QueueView
        {
            Page = page,
            Pages = Math.Max(1, (total + PageSize - 1) / PageSize),
            Waiting = waiting.ConvertAll(row => new QueueEntry(row, stand.GetValueOrDefault(row.CorrelationId))),
            WaitingTotal = total,
            Fulfilled = fulfilled,
            Ended = ended,
            Names = await db.ReadNamesAsync(
                fulfilled.SelectMany(r => r.ResourceIds).Concat(waiting.Concat(fulfilled).Concat(ended).Select(r => r.ResourceId).OfType<long>()).ToHashSet(),
                cancellationToken),
            Now = await clock.NowAsync(cancellationToken),
        };
    }

    private IQueryable<Reservation> With(ReservationStatus status)
    {
        var name = status.ToString();
        return db.Reservations.AsNoTracking().Where(r => r.Status == name);
    }
}
