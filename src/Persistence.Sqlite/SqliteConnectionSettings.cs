using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace RentABot.Persistence.Sqlite;

/// <summary>
/// Write-ahead logging, so that readers and the writer do not wait for each other; a writer waits for another one
/// instead of failing at once.
/// </summary>
internal sealed class SqliteConnectionSettings(bool durable) : DbConnectionInterceptor
{
    private readonly string _pragmas =
        $"PRAGMA journal_mode = wal; PRAGMA busy_timeout = 10000; PRAGMA synchronous = {(durable ? "full" : "off")};";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = _pragmas;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = _pragmas;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
