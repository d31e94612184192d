using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using RentABot.Persistence.Saving;

namespace RentABot.Persistence.Postgres;

/// <summary>By a statement a kind, which takes each column as an array; all of them in one round trip.</summary>
internal sealed class PostgresManyRows(IModel model) : ManyRows(model, Least, StatementFor)
{
    /// <summary>Fewer rows are not worth a round trip of their own.</summary>
    private const int Least = 16;

    protected override async Task<int> WriteAsync(DbContext db, IReadOnlyList<RowsOfKind> saving, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(
            (NpgsqlConnection)db.Database.GetDbConnection(), (NpgsqlTransaction)db.Database.CurrentTransaction!.GetDbTransaction());
        foreach (var kind in saving) batch.BatchCommands.Add(CommandFor(kind));
        return await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private static NpgsqlBatchCommand CommandFor(RowsOfKind saving)
    {
        var command = new NpgsqlBatchCommand(saving.Statement);
        foreach (var column in saving.Kind.Columns)
        {
            command.Parameters.Add(new NpgsqlParameter { DataTypeName = ArrayTypeOf(column), Value = ValuesOf(column, saving.Rows) });
        }

        return command;
    }

    private static string StatementFor(RowKind kind)
    {
        var names = string.Join(", ", kind.Columns.Select(column => column.GetColumnName()));
        var values = $"unnest({string.Join(", ", Enumerable.Range(1, kind.Columns.Count).Select(number => $"${number}"))})";
        if (kind.IsNew) return $"INSERT INTO {kind.Table} ({names}) SELECT * FROM {values}";

        var key = kind.Key.GetColumnName();
        var assignments = string.Join(", ", kind.Columns.Skip(1).Select(column => $"{column.GetColumnName()} = given.{column.GetColumnName()}"));
        return $"UPDATE {kind.Table} AS stored SET {assignments} FROM {values} AS given ({names}) WHERE stored.{key} = given.{key}";
    }

    private static Array ValuesOf(IProperty column, List<EntityEntry> rows)
    {
        var values = Array.CreateInstance(column.GetTypeMapping().Converter?.ProviderClrType ?? column.ClrType, rows.Count);
        for (var i = 0; i < rows.Count; i++) values.SetValue(RowKind.ValueOf(column, rows[i]), i);
        return values;
    }

    /// <summary>Without its length: a cast cuts what is longer, and the column refuses it.</summary>
    private static string ArrayTypeOf(IProperty column) => $"{column.GetColumnType().Split('(')[0]}[]";
}
