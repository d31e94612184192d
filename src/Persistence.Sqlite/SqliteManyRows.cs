using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using RentABot.Persistence.Saving;

namespace RentABot.Persistence.Sqlite;

/// <summary>By a statement a kind, which is prepared once and carried out for each row.</summary>
internal sealed class SqliteManyRows(IModel model) : ManyRows(model, Least, StatementFor)
{
    private const int Least = 1;

    protected override async Task<int> WriteAsync(DbContext db, IReadOnlyList<RowsOfKind> saving, CancellationToken cancellationToken)
    {
        var connection = (SqliteConnection)db.Database.GetDbConnection();
        var transaction = (SqliteTransaction)db.Database.CurrentTransaction!.GetDbTransaction();
        var written = 0;
        foreach (var (kind, statement, rows) in saving)
        {
            await using var command = new SqliteCommand(statement, connection, transaction);
            var parameters = kind.Columns.Select(column => command.Parameters.Add(new SqliteParameter { ParameterName = NameOf(column) })).ToList();
            foreach (var row in rows)
            {
                for (var i = 0; i < parameters.Count; i++) parameters[i].Value = RowKind.ValueOf(kind.Columns[i], row) ?? DBNull.Value;
                written += await command.ExecuteNonQueryAsync(cancellationToken);
            }
        }

        return written;
    }

    private static string StatementFor(RowKind kind)
    {
        if (kind.IsNew)
        {
            var names = kind.Columns.Select(column => column.GetColumnName());
            return $"INSERT INTO {kind.Table} ({string.Join(", ", names)}) VALUES ({string.Join(", ", kind.Columns.Select(NameOf))})";
        }

        var assignments = string.Join(", ", kind.Columns.Skip(1).Select(AssignmentOf));
        return $"UPDATE {kind.Table} SET {assignments} WHERE {AssignmentOf(kind.Key)}";
    }

    private static string AssignmentOf(IProperty column) => $"{column.GetColumnName()} = {NameOf(column)}";

    private static string NameOf(IProperty column) => $"@{column.GetColumnName()}";
}
