using Microsoft.EntityFrameworkCore;
using RentABot.Persistence.Clock;

namespace RentABot.Persistence.Sqlite;

/// <summary>SQLite's clock is the machine's, in milliseconds.</summary>
internal sealed class SqliteClock : IDatabaseClock
{
    public async Task<DateTimeOffset> ReadAsync(RentABotDbContext db, CancellationToken cancellationToken)
    {
        var milliseconds = await db.Database
            .SqlQueryRaw<long>("SELECT CAST(round(unixepoch('subsec') * 1000) AS INTEGER) AS \"Value\"")
            .SingleAsync(cancellationToken);
        return DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
    }
}
