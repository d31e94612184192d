namespace RentABot.Persistence.Clock;

/// <summary>
/// The one clock that deadlines are set and judged by: the database's. In a transaction that writes it is read once,
/// after the write lock is held.
/// </summary>
public interface IDatabaseClock
{
    /// <summary>The present instant in UTC, in whole microseconds.</summary>
    Task<DateTimeOffset> ReadAsync(RentABotDbContext db, CancellationToken cancellationToken);
}
