using Microsoft.EntityFrameworkCore;
using RentABot.Persistence;
using RentABot.Persistence.Clock;

namespace RentABot.Chaos.Checking.Bugs;

/// <summary>A database's clock that can be set wrong.</summary>
internal sealed class SkewedDatabaseClock : IDatabaseClock
{
    public TimeSpan Error { get; set; }

    public async Task<DateTimeOffset> ReadAsync(RentABotDbContext db, CancellationToken cancellationToken) =>
        await db.Database.SqlQueryRaw<DateTimeOffset>("SELECT clock_timestamp() AS \"Value\"").SingleAsync(cancellationToken) + Error;
}
