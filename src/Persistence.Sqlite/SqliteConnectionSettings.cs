using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace RentABot.Persistence.Sqlite;

/// <summary>
/// Write-ahead logging, so that readers and the writer do not wait for each other; a writer waits for another one
/// instead of failing at once.
/// </summary>
internal sealed class SqliteConnectionSettings(bool durable) : DbConnectionInterceptor
{
    private const string Patient = "PRAGMA busy_timeout = 10000;";

    private readonly string _writing = $"{Patient} PRAGMA journal_mode = wal; PRAGMA synchronous = {(durable ? "full" : "off")};";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = CommandFor(connection);
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = CommandFor(connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>A connection that only looks whether the database is there may not choose its journal.</summary>
    private DbCommand CommandFor(DbConnection connection)
    {
        var onlyReads = new SqliteConnectionStringBuilder(connection.ConnectionString).Mode == SqliteOpenMode.ReadOnly;
        var command = connection.CreateCommand();
        command.CommandText = onlyReads ? Patient : _writing;
        return command;
    }
}
