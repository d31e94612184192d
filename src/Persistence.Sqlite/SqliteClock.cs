using RentABot.Persistence.Clock;

namespace RentABot.Persistence.Sqlite;

/// <summary>SQLite's clock is the machine's, in milliseconds.</summary>
internal sealed class SqliteClock : IDatabaseClock
{
    public async Task<DateTimeOffset> ReadAsync(RentABotDbContext db, CancellationToken cancellationToken) =>
        DateTimeOffset.FromUnixTimeMilliseconds(
            await db.Database.ReadValueAsync<long>("SELECT CAST(round(unixepoch('subsec') * 1000) AS INTEGER)", 0, cancellationToken));
}
