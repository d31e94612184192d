using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace RentABot.Persistence.Postgres;

/// <summary>
/// Inserts many rows of a table by one statement, which takes each column as an array: a statement for each row costs the
/// database, and whoever writes them, several times as much.
/// </summary>
internal sealed class RowsAtOnce
{
    private static readonly ConcurrentDictionary<IEntityType, RowsAtOnce> Known = new();

    private readonly string _sql;
    private readonly List<(IProperty Property, string ArrayType)> _columns;

    private RowsAtOnce(IEntityType type)
    {
        _columns = [.. type.GetProperties().Select(property => (property, ArrayTypeOf(property)))];
        var names = _columns.Select(column => column.Property.GetColumnName());
        var values = Enumerable.Range(1, _columns.Count).Select(number => $"${number}");
        _sql = $"INSERT INTO {type.GetTableName()} ({string.Join(", ", names)}) SELECT * FROM unnest({string.Join(", ", values)})";
    }

    /// <summary>Inserts them, in the open transaction, in one round trip for all tables; they are tracked no longer then.</summary>
    public static async Task InsertAsync(DbContext db, IReadOnlyCollection<EntityEntry> added, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(
            (NpgsqlConnection)db.Database.GetDbConnection(), (NpgsqlTransaction)db.Database.CurrentTransaction!.GetDbTransaction());
        foreach (var rows in added.GroupBy(entry => entry.Metadata))
        {
            batch.BatchCommands.Add(Known.GetOrAdd(rows.Key, type => new RowsAtOnce(type)).CommandFor([.. rows.Select(entry => entry.Entity)]));
        }

        await batch.ExecuteNonQueryAsync(cancellationToken);
        foreach (var entry in added) entry.State = EntityState.Detached;
    }

    private NpgsqlBatchCommand CommandFor(IReadOnlyList<object> rows)
    {
        var command = new NpgsqlBatchCommand(_sql);
        foreach (var (property, type) in _columns)
        {
            var values = Array.CreateInstance(property.ClrType, rows.Count);
            for (var i = 0; i < rows.Count; i++) values.SetValue(property.GetGetter().GetClrValue(rows[i]), i);
            command.Parameters.Add(new NpgsqlParameter { DataTypeName = type, Value = values });
        }

        return command;
    }

    /// <summary>Without its length: a cast cuts what is longer, and the column refuses it.</summary>
    private static string ArrayTypeOf(IProperty property) => $"{property.GetColumnType().Split('(')[0]}[]";
}
