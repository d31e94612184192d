using RentABot.Persistence.Clock;

namespace RentABot.Persistence.Postgres;

internal sealed class PostgresClock : IDatabaseClock
{
    public Task<DateTimeOffset> ReadAsync(RentABotDbContext db, CancellationToken cancellationToken) =>
        db.Database.ReadValueAsync<DateTimeOffset>("SELECT clock_timestamp()", cancellationToken);
}
