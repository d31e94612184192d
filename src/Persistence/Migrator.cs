using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using RentABot.Persistence.Leases;

namespace RentABot.Persistence;

/// <summary>
/// Brings the database's schema up to date. Replicas that start together take turns by a lease; the later ones find
/// nothing to do.
/// </summary>
public sealed partial class Migrator(IDatabaseLeases leases, ILogger<Migrator> logger)
{
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await using var lease = await leases.TakeAsync(LeaseName.Migration, cancellationToken);
        var pending = await lease.Db.CountPendingMigrationsAsync(cancellationToken);
        if (pending == 0) return;
        LogMigrating(pending);
        await lease.Db.Database.MigrateAsync(cancellationToken);
        LogMigrated();
    }

    /// <summary>How many steps the schema is behind.</summary>
    public async Task<int> CountPendingAsync(CancellationToken cancellationToken)
    {
        await using var lease = await leases.TakeAsync(LeaseName.Migration, cancellationToken);
        return await lease.Db.CountPendingMigrationsAsync(cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Migrating the database: {Count} steps")]
    private partial void LogMigrating(int count);

    [LoggerMessage(Level = LogLevel.Information, Message = "The database is up to date")]
    private partial void LogMigrated();
}
