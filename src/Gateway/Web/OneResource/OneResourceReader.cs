using Microsoft.EntityFrameworkCore;
using RentABot.Gateway.Clock;
using RentABot.Gateway.Web.History;
using RentABot.Persistence;
using RentABot.Persistence.Resources;

namespace RentABot.Gateway.Web.OneResource;

/// <summary>Reads all that there is to tell of a resource.</summary>
internal sealed class OneResourceReader(RentABotDbContext db, DatabaseTime clock)
{
    private const int HistoryPage = 50;
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    /// <param name="id">Which.</param>
    /// <param name="before">The history's page has what came before the event of this number; null: the newest.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null: there is none of this id.</returns>
    public async Task<OneResourceView?> ReadAsync(long id, long? before, CancellationToken cancellationToken)
    {
        var snapshot = await db.ResourceSnapshots().AsNoTracking().SingleOrDefaultAsync(s => s.Resource.Id == id, cancellationToken);
        if (snapshot is null) return null;
        var state = snapshot.ToState();
        var reservation = state.ReservationId is { } reservationId
            ? await db.Reservations.AsNoTracking().SingleOrDefaultAsync(r => r.CorrelationId == reservationId, cancellationToken)
            : null;
        var now = await clock.NowAsync(cancellationToken);
        var history = await db.ReadHistoryAsync([id], now - Week, before: null, cancellationToken);
        var stretches = Stretches.Of(history.Marks, state, hold: null, now);
        DateTimeOffset? known = state.CreatedAt > now - Week || history.KnownSince(now - Week) is not null ? Later(state.CreatedAt, history.Kept) : null;

        // One more than is shown tells whether there is more.
        var lines = await db.ReadLinesAsync(id, before, HistoryPage + 1, cancellationToken);
        return new OneResourceView
        {
            Resource = state,
            Reservation = reservation,
            Past = [PictureOf("Last 24 hours", Day), PictureOf("Last 7 days", Week)],
            KnownSince = known,
            History = [.. lines.Take(HistoryPage)],
            IsOlder = before is not null,
            Older = lines.Count > HistoryPage ? lines[HistoryPage - 1].Sequence : null,
            Now = now,
        };

        PastPicture PictureOf(string title, TimeSpan length) =>
            PastPicture.Of(title, stretches, new TimeWindow(now - length, now), known ?? now - length);
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset? other) => other > one ? other.Value : one;
}
