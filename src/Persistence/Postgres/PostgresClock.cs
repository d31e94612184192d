using RentABot.Persistence.Clock;

namespace RentABot.Persistence.Postgres;

/// <summary>A write transaction has read it when it began, and is not asked again: a round trip less before each decision.</summary>
internal sealed class PostgresClock : IDatabaseClock
{
    public Task<DateTimeOffset> ReadAsync(RentABotDbContext db, CancellationToken cancellationToken) =>
        PostgresWriteTransactions.ClockAtBegin(db.Database.CurrentTransaction) is { } clock
            ? Task.FromResult(clock)
            : db.Database.ReadValueAsync<DateTimeOffset>("SELECT clock_timestamp()", 0, cancellationToken);
}
