using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RentABot.Persistence.Leases;

namespace RentABot.Persistence.Postgres;

/// <summary>Leases are session advisory locks: they end with the connection.</summary>
internal sealed class PostgresLeases(IServiceScopeFactory scopes) : IDatabaseLeases
{
    public async Task<DatabaseLease?> TryTakeAsync(LeaseName name, CancellationToken cancellationToken)
    {
        var (scope, db) = await ConnectAsync(cancellationToken);
        try
        {
            var key = (long)name;

            // The work may repeat, so a commit that is lost with the server costs nothing, and need not wait for the disk.
            // Indexes are preferred as in write transactions: a plan that was made for a table while it was empty is kept.
            if (await db.Database.SqlQuery<bool>(
                $"""
                SELECT pg_try_advisory_lock({key})
                    AND set_config('synchronous_commit', 'off', false) = 'off'
                    AND set_config('random_page_cost', '1.1', false) = '1.1' AS "Value"
                """)
                .SingleAsync(cancellationToken))
            {
                return new DatabaseLease(db, () => ReleaseAsync(scope, db, key));
            }

            await scope.DisposeAsync();
            return null;
        }
        catch
        {
            await scope.DisposeAsync();
            throw;
        }
    }

    public async Task<DatabaseLease> TakeAsync(LeaseName name, CancellationToken cancellationToken)
    {
        var (scope, db) = await ConnectAsync(cancellationToken);
        try
        {
            var key = (long)name;
            db.Database.SetCommandTimeout(TimeSpan.Zero);
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_lock({key})", cancellationToken);
            return new DatabaseLease(db, () => ReleaseAsync(scope, db, key));
        }
        catch
        {
            await scope.DisposeAsync();
            throw;
        }
    }

    private async Task<(AsyncServiceScope Scope, RentABotDbContext Db)> ConnectAsync(CancellationToken cancellationToken)
    {
        var scope = scopes.CreateAsyncScope();
        try
        {
            var db = scope.ServiceProvider.GetRequiredService<RentABotDbContext>();
            await db.Database.OpenConnectionAsync(cancellationToken);
            return (scope, db);
        }
        catch
        {
            await scope.DisposeAsync();
            throw;
        }
    }

    private static async ValueTask ReleaseAsync(AsyncServiceScope scope, RentABotDbContext db, long key)
    {
        try
        {
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_unlock({key})", CancellationToken.None);
        }
        catch (Exception exception) when (exception is DbException or InvalidOperationException { InnerException: DbException })
        {
            // The connection is gone, and the lease with it.
        }
        finally
        {
            await scope.DisposeAsync();
        }
    }
}
