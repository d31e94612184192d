using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using RentABot.Persistence.Resources;

namespace RentABot.Persistence.Archives;

/// <summary>The ids that the database gives. PostgreSQL does not count those that were inserted.</summary>
internal static class IdentityColumns
{
    public static async Task MoveAheadAsync(
        RentABotDbContext db, IReadOnlyList<TableFormat> formats, long lastResourceId, CancellationToken cancellationToken)
    {
        foreach (var format in formats)
        {
            if (format.Entity.FindPrimaryKey()!.Properties is not [{ ValueGenerated: ValueGenerated.OnAdd } key] || key.ClrType != typeof(long)) continue;
            var least = format.Entity.ClrType == typeof(Resource) ? lastResourceId : 0;
            await db.Database.ExecuteSqlRawAsync(Statement(db, format.Name, key.GetColumnName()), [least], cancellationToken);
        }
    }

    /// <summary>Never backwards. The names are the model's.</summary>
    private static string Statement(RentABotDbContext db, string table, string column) => db.Database.IsNpgsql()
        ? $$"""
            SELECT setval(pg_get_serial_sequence('{{table}}', '{{column}}'), greatest(
                {0}, (SELECT coalesce(max({{column}}), 0) FROM {{table}}), nextval(pg_get_serial_sequence('{{table}}', '{{column}}'))))
            """
        : $$"""
            INSERT INTO sqlite_sequence (name, seq) SELECT '{{table}}', 0 WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = '{{table}}');
            UPDATE sqlite_sequence SET seq = max(seq, {0}) WHERE name = '{{table}}'
            """;
}
