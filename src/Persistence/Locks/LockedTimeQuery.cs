using Microsoft.EntityFrameworkCore;

namespace RentABot.Persistence.Locks;

public static class LockedTimeQuery
{
    /// <summary>For how many seconds resources were locked in a span of time, those of all resources together, as far as locks are kept.</summary>
    public static Task<double> ReadLockedSecondsAsync(
        this RentABotDbContext db, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        if (db.Database.IsNpgsql())
        {
            return db.Database.SqlQuery<double>(
                $"""
                SELECT COALESCE(SUM(EXTRACT(EPOCH FROM LEAST(COALESCE(ended_at, {to}), {to}) - GREATEST(acquired_at, {from}))), 0)::double precision AS "Value"
                FROM locks WHERE acquired_at < {to} AND (ended_at IS NULL OR ended_at > {from})
                """).SingleAsync(cancellationToken);
        }

        // SQLite has instants as microseconds.
        var (first, last) = (MicrosecondsOf(from), MicrosecondsOf(to));
        return db.Database.SqlQuery<double>(
            $"""
            SELECT COALESCE(SUM(MIN(COALESCE(ended_at, {last}), {last}) - MAX(acquired_at, {first})), 0) / 1000000.0 AS "Value"
            FROM locks WHERE acquired_at < {last} AND (ended_at IS NULL OR ended_at > {first})
            """).SingleAsync(cancellationToken);
    }

    private static long MicrosecondsOf(DateTimeOffset at) => (at - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
}
