using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace RentABot.Persistence.Clock;

internal static class PlainQuery
{
    /// <summary>
    /// A value of the one row that a statement returns, read by the driver alone: Entity Framework Core would translate the query
    /// anew each time, which takes longer than the database does for an instant.
    /// </summary>
    public static async Task<T> ReadValueAsync<T>(this DatabaseFacade database, string sql, int column, CancellationToken cancellationToken)
    {
        await database.OpenConnectionAsync(cancellationToken);
        try
        {
            await using var command = database.GetDbConnection().CreateCommand();
            command.CommandText = sql;
            command.Transaction = database.CurrentTransaction?.GetDbTransaction();
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            await reader.ReadAsync(cancellationToken);
            return await reader.GetFieldValueAsync<T>(column, cancellationToken);
        }
        finally
        {
            await database.CloseConnectionAsync();
        }
    }
}
