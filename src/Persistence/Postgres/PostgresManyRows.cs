using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using RentABot.Persistence.Saving;

namespace RentABot.Persistence.Postgres;

/// <summary>By a statement a kind, which takes each column as an array; all of them in one round trip.</summary>
internal sealed class PostgresManyRows : ManyRows
{
    /// <summary>Fewer rows are not worth a round trip of their own.</summary>
    private const int Least = 16;

    private readonly Dictionary<RowKind, string> _statements;

    public PostgresManyRows(IModel model)
        : base(model, Least) => _statements = Kinds.ToDictionary(kind => kind, StatementFor);

    protected override async Task<int> WriteAsync(
        DbContext db, IReadOnlyList<(RowKind Kind, List<EntityEntry> Rows)> kinds, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(
            (NpgsqlConnection)db.Database.GetDbConnection(), (NpgsqlTransaction)db.Database.CurrentTransaction!.GetDbTransaction());
        foreach (var (kind, rows) in kinds) batch.BatchCommands.Add(CommandFor(kind, rows));
        return await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private NpgsqlBatchCommand CommandFor(RowKind kind, List<EntityEntry> rows)
    {
        var command = new NpgsqlBatchCommand(_statements[kind]);
        foreach (var column in kind.Columns)
        {
            command.Parameters.Add(new NpgsqlParameter { DataTypeName = ArrayTypeOf(column), Value = ValuesOf(column, rows) });
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
