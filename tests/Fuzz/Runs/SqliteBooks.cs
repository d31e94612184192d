using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using RentABot.Chaos.Books;
using RentABot.Contracts;
using RentABot.Persistence;
using RentABot.Persistence.Clock;

namespace RentABot.Fuzz.Runs;

/// <summary>Reads the tables as the rules look at them.</summary>
internal static class SqliteBooks
{
    public static async Task<ClosedBooks> ReadAsync(RentABotDbContext db, IDatabaseClock clock, QuietPeriod quiet, CancellationToken cancellationToken)
    {
        var head = await db.Set<Persistence.Events.LedgerHead>().AsNoTracking().SingleAsync(cancellationToken);
        return new ClosedBooks
        {
            ReadAt = await clock.ReadAsync(db, cancellationToken),
            LastSequence = head.Sequence,
            LastFencingToken = head.FencingToken,
            RelayedTo = head.Sequence,
            Resources = [.. (await db.Resources.AsNoTracking().ToListAsync(cancellationToken)).Select(row => new ResourceRow
            {
                Id = row.Id,
                Name = row.Name,
                Tags = row.Tags,
                MaxLockDuration = row.MaxLockDuration,
                Unavailable = row.Unavailable,
                Revision = row.Revision,
            })],
            Locks = [.. (await db.Locks.AsNoTracking().OrderBy(row => row.FencingToken).ToListAsync(cancellationToken)).Select(row => new LockRow
            {
                Id = row.Id,
                ResourceId = row.ResourceId,
                FencingToken = row.FencingToken,
                ClientId = row.ClientId,
                ReservationId = row.ReservationId,
                AcquiredAt = row.AcquiredAt,
                ExpiresAt = row.ExpiresAt,
                EndedAt = row.EndedAt,
                EndReason = row.EndReason,
            })],
            Reservations = [.. (await db.Reservations.AsNoTracking().OrderBy(row => row.Arrival).ToListAsync(cancellationToken)).Select(ReservationOf)],
            Holds = [.. (await db.Holds.AsNoTracking().ToListAsync(cancellationToken)).Select(row => new HoldRow(row.ResourceId, row.ReservationId))],
            Events = [.. (await db.Events.AsNoTracking().OrderBy(row => row.Sequence).ToListAsync(cancellationToken)).Select(EventOf)],
            Quiet = quiet,
        };
    }

    private static ReservationRow ReservationOf(Persistence.Reservations.Reservation row) => new()
    {
        Id = row.CorrelationId,
        Status = Enum.Parse<ReservationStatus>(row.Status),
        ClientId = row.ClientId,
        ResourceId = row.ResourceId,
        Name = row.Name,
        Tags = row.Tags,
        Expression = row.Expression,
        Quantity = row.Quantity,
        Ttl = row.Ttl,
        TtlIsDefault = row.TtlIsDefault,
        Rank = row.Rank,
        Arrival = row.Arrival,
        CreatedAt = row.CreatedAt,
        ExpiresAt = row.ExpiresAt,
        FulfilledAt = row.FulfilledAt,
        ClaimExpiresAt = row.ClaimExpiresAt,
        ClaimedAt = row.ClaimedAt,
        EndedAt = row.EndedAt,
        ResourceIds = row.ResourceIds,
        Revision = row.Revision,
    };

    private static EventRow EventOf(Persistence.Events.EventRow row) => new()
    {
        Sequence = row.Sequence,
        EventId = row.EventId,
        Type = row.Type,
        OccurredAt = row.OccurredAt,
        ResourceId = row.ResourceId,
        ReservationId = row.ReservationId,
        Body = (Event)JsonSerializer.Deserialize(row.Body, typeof(Event).Assembly.GetType($"{typeof(Event).Namespace}.{row.Type}")!, JsonSerializerOptions.Web)!,
    };
}
