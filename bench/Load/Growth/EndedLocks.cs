using RentABot.Load.Servers;

namespace RentABot.Load.Growth;

/// <summary>What years leave behind: rows of locks that have ended, over the last five days, as a lock leaves them.</summary>
internal static class EndedLocks
{
    /// <summary>Their fencing tokens are below those that are to come; so are their ids, which grow with time.</summary>
    public static Task InsertAsync(Database database, int count) => database.ExecuteAsync($"""
        INSERT INTO locks (id, fencing_token, resource_id, resource_name, client_id, token_key,
                           acquired_at, expires_at, warning_at, warned, ended_at, end_reason)
        SELECT ('01000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, n - {count} - 1, r.id, r.name, 'load-' || r.id, 'past',
               past.ended_at - interval '1 minute', past.ended_at + interval '9 minutes', past.ended_at + interval '4 minutes', false,
               past.ended_at, 'Released'
        FROM generate_series(1, {count}) AS n
        CROSS JOIN LATERAL (SELECT now() - interval '5 days' * (1 - n / {count}.0) AS ended_at) AS past
        JOIN (SELECT id, name, row_number() OVER (ORDER BY id) - 1 AS place, count(*) OVER () AS total FROM resources) AS r
          ON r.place = n % r.total;
        ANALYZE
        """);
}
