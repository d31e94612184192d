using System.Data;
using System.Text.Json;
using Npgsql;
using RentABot.Contracts;

namespace RentABot.Chaos.Books;

/// <summary>Reads the tables of a deployment's database, all as of one instant.</summary>
internal static class BookReader
{
    private static readonly Dictionary<string, Type> EventTypes = typeof(Event).Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(Event)) && !type.IsAbstract)
        .ToDictionary(type => type.Name);

    public static async Task<ClosedBooks> ReadAsync(string connectionString, QuietPeriod quiet, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        await using var snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        var head = (await ReadAsync(
            "SELECT clock_timestamp(), sequence, fencing_token, (SELECT sequence FROM relay_position) FROM ledger_head",
            row => (Now: row.Get<DateTimeOffset>(0), Sequence: row.Get<long>(1), Fencing: row.Get<long>(2), Relayed: row.Get<long>(3))))
            .Single();
        return new ClosedBooks
        {
            ReadAt = head.Now,
            LastSequence = head.Sequence,
            LastFencingToken = head.Fencing,
            RelayedTo = head.Relayed,
            Resources = await ReadAsync(
                "SELECT id, name, tags, max_lock_duration, unavailable, revision FROM resources ORDER BY id", ReadResource),
            Locks = await ReadAsync(
                """
                SELECT id, resource_id, fencing_token, client_id, reservation_id, acquired_at, expires_at, ended_at, end_reason
                FROM locks ORDER BY fencing_token
                """,
                ReadLock),
            Reservations = await ReadAsync(
                """
                SELECT id, status, client_id, resource_id, name, tags, expression, quantity, ttl, ttl_is_default, rank, arrival,
                    created_at, expires_at, fulfilled_at, claim_expires_at, claimed_at, ended_at, resource_ids, revision
                FROM reservations ORDER BY arrival
                """,
                ReadReservation),
            Holds = await ReadAsync(
                "SELECT resource_id, reservation_id FROM holds ORDER BY resource_id",
                row => new HoldRow(row.Get<long>(0), row.Get<Guid>(1))),
            Events = await ReadAsync(
                "SELECT sequence, event_id, type, occurred_at, resource_id, reservation_id, body FROM events ORDER BY sequence", ReadEvent),
            CommandMarks = await ReadAsync(
                "SELECT key, command_id, command, reply IS NULL, created_at FROM command_marks ORDER BY created_at",
                ReadMark),
            Quiet = quiet,
        };

        async Task<IReadOnlyList<T>> ReadAsync<T>(string sql, Func<NpgsqlDataReader, T> read)
        {
            var rows = new List<T>();
            await using var command = new NpgsqlCommand(sql, connection, snapshot);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken)) rows.Add(read(reader));
            return rows;
        }
    }

    private static ResourceRow ReadResource(NpgsqlDataReader row) => new()
    {
        Id = row.Get<long>(0),
        Name = row.Get<string>(1),
        Tags = row.Get<string[]>(2),
        MaxLockDuration = row.Get<int>(3),
        Unavailable = row.Get<bool>(4),
        Revision = row.Get<int>(5),
    };

    private static LockRow ReadLock(NpgsqlDataReader row) => new()
    {
        Id = row.Get<Guid>(0),
        ResourceId = row.Get<long>(1),
        FencingToken = row.Get<long>(2),
        ClientId = row.Get<string>(3),
        ReservationId = row.Find<Guid>(4),
        AcquiredAt = row.Get<DateTimeOffset>(5),
        ExpiresAt = row.Get<DateTimeOffset>(6),
        EndedAt = row.Find<DateTimeOffset>(7),
        EndReason = row.IsDBNull(8) ? null : Enum.Parse<LockEndReason>(row.Get<string>(8), ignoreCase: true),
    };

    private static ReservationRow ReadReservation(NpgsqlDataReader row) => new()
    {
        Id = row.Get<Guid>(0),
        Status = Enum.Parse<ReservationStatus>(row.Get<string>(1)),
        ClientId = row.Get<string>(2),
        ResourceId = row.Find<long>(3),
        Name = row.IsDBNull(4) ? null : row.Get<string>(4),
        Tags = row.Get<string[]>(5),
        Expression = row.IsDBNull(6) ? null : row.Get<string>(6),
        Quantity = row.Get<int>(7),
        Ttl = row.Get<int>(8),
        TtlIsDefault = row.Get<bool>(9),
        Rank = row.Get<DateTimeOffset>(10),
        Arrival = row.Get<long>(11),
        CreatedAt = row.Get<DateTimeOffset>(12),
        ExpiresAt = row.Get<DateTimeOffset>(13),
        FulfilledAt = row.Find<DateTimeOffset>(14),
        ClaimExpiresAt = row.Find<DateTimeOffset>(15),
        ClaimedAt = row.Find<DateTimeOffset>(16),
        EndedAt = row.Find<DateTimeOffset>(17),
        ResourceIds = row.Get<long[]>(18),
        Revision = row.Get<int>(19),
    };

    private static EventRow ReadEvent(NpgsqlDataReader row) => new()
    {
        Sequence = row.Get<long>(0),
        EventId = row.Get<Guid>(1),
        Type = row.Get<string>(2),
        OccurredAt = row.Get<DateTimeOffset>(3),
        ResourceId = row.Find<long>(4),
        ReservationId = row.Find<Guid>(5),
        Body = (Event)JsonSerializer.Deserialize(row.Get<string>(6), EventTypes[row.Get<string>(2)], JsonSerializerOptions.Web)!,
    };

    private static CommandMarkRow ReadMark(NpgsqlDataReader row) =>
        new(row.Get<string>(0), row.Get<Guid>(1), row.Get<string>(2), row.Get<bool>(3), row.Get<DateTimeOffset>(4));

    private static T Get<T>(this NpgsqlDataReader row, int column) => row.GetFieldValue<T>(column);

    private static T? Find<T>(this NpgsqlDataReader row, int column)
        where T : struct => row.IsDBNull(column) ? null : row.GetFieldValue<T>(column);
}
