using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace RentABot.Persistence.Sagas;

/// <summary>The statements by which saga instances are found.</summary>
internal static class SagaRows
{
    /// <summary>
    /// Returns the tracked instance, or else reads it, on PostgreSQL with a row lock. A tracked instance is current:
    /// it was read or saved under the write lock that is still held.
    /// </summary>
    public static async Task<TSaga?> FindForUpdateAsync<TSaga>(this DbContext db, Guid correlationId, CancellationToken cancellationToken)
        where TSaga : class, ISaga
    {
        var sagas = db.Set<TSaga>();
        using (db.ChangeTracker.LookAsNoted())
        {
            if (sagas.Local.FindEntry(correlationId) is { Entity: var tracked }) return tracked;
        }

        var rows = db.Database.IsNpgsql()
            ? sagas.FromSqlRaw(SelectForUpdate<TSaga>(db), correlationId)
            : sagas.Where(saga => saga.CorrelationId == correlationId);

        // A list, as SingleOrDefaultAsync would wrap the locking statement in a subquery.
        return (await rows.AsTracking().ToListAsync(cancellationToken)).SingleOrDefault();
    }

    /// <summary>The correlation ids of the instances that the database has and the query matches.</summary>
    public static Task<List<Guid>> FindIdsAsync<TSaga>(this DbContext db, ISagaQuery<TSaga> query, CancellationToken cancellationToken)
        where TSaga : class, ISaga =>
        db.Set<TSaga>().Where(query.FilterExpression).Select(saga => saga.CorrelationId).ToListAsync(cancellationToken);

    private static string SelectForUpdate<TSaga>(DbContext db)
    {
        var mapping = db.Model.FindEntityType(typeof(TSaga))!.GetTableMappings().Single();
        var key = mapping.ColumnMappings.Single(column => column.Property.Name == nameof(ISaga.CorrelationId)).Column;
        var sql = db.GetService<ISqlGenerationHelper>();

        // Named columns, as * leaves out PostgreSQL's system columns, and xmin may be mapped.
        var columns = string.Join(", ", mapping.Table.Columns.Select(column => sql.DelimitIdentifier(column.Name)));
        var table = sql.DelimitIdentifier(mapping.Table.Name, mapping.Table.Schema);
        return $"SELECT {columns} FROM {table} WHERE {sql.DelimitIdentifier(key.Name)} = {{0}} FOR UPDATE";
    }
}
