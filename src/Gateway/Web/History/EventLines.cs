using Microsoft.EntityFrameworkCore;
using RentABot.Contracts;
using RentABot.Persistence;

namespace RentABot.Gateway.Web.History;

/// <summary>Pages of what happened.</summary>
internal static class EventLines
{
    private static readonly string[] OfReservations =
    [
        nameof(ReservationQueued), nameof(ReservationFulfilled), nameof(ReservationClaimed),
        nameof(ReservationReleased), nameof(ReservationCancelled), nameof(ReservationExpired),
    ];

    /// <summary>What happened to a resource before the event of a number, the newest first.</summary>
    public static async Task<IReadOnlyList<EventLine>> ReadLinesAsync(
        this RentABotDbContext db, long resourceId, long? before, int limit, CancellationToken cancellationToken)
    {
        var events = db.Events.AsNoTracking().Where(e => e.ResourceId == resourceId);
        if (before is not null) events = events.Where(e => e.Sequence < before);
        var rows = await events.OrderByDescending(e => e.Sequence).Take(limit).ToListAsync(cancellationToken);
        return rows.ConvertAll(EventLine.Of);
    }

    /// <summary>The steps that a reservation went through, the oldest first; of very many the last.</summary>
    public static async Task<IReadOnlyList<EventLine>> ReadStepsAsync(
        this RentABotDbContext db, Guid reservationId, int limit, CancellationToken cancellationToken)
    {
        var rows = await db.Events.AsNoTracking()
            .Where(e => e.ReservationId == reservationId && OfReservations.Contains(e.Type))
            .OrderByDescending(e => e.Sequence).Take(limit).ToListAsync(cancellationToken);
        rows.Reverse();
        return rows.ConvertAll(EventLine.Of);
    }
}
