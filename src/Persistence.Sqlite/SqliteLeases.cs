using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RentABot.Persistence.Leases;

namespace RentABot.Persistence.Sqlite;

/// <summary>One process owns a SQLite database, so a lease is only among that process's own tasks.</summary>
internal sealed class SqliteLeases(IServiceScopeFactory scopes) : IDatabaseLeases, IDisposable
{
    private readonly Dictionary<LeaseName, SemaphoreSlim> _leases =
        Enum.GetValues<LeaseName>().ToDictionary(name => name, _ => new SemaphoreSlim(1));

    public async Task<DatabaseLease?> TryTakeAsync(LeaseName name, CancellationToken cancellationToken)
    {
        if (!await _leases[name].WaitAsync(0, cancellationToken)) return null;
        var lease = Lease(name);
        try
        {
            // Its work may repeat, so a commit that is lost with the machine costs nothing, and need not wait for the disk.
            await lease.Db.Database.OpenConnectionAsync(cancellationToken);
            await lease.Db.Database.ExecuteSqlAsync($"PRAGMA synchronous = normal", cancellationToken);
            return lease;
        }
        catch
        {
            await lease.DisposeAsync();
            throw;
        }
    }

    public async Task<DatabaseLease> TakeAsync(LeaseName name, CancellationToken cancellationToken)
    {
        await _leases[name].WaitAsync(cancellationToken);
        return Lease(name);
    }

    public void Dispose()
    {
        foreach (var lease in _leases.Values) lease.Dispose();
    }

    private DatabaseLease Lease(LeaseName name)
    {
        var scope = scopes.CreateAsyncScope();
        return new DatabaseLease(scope.ServiceProvider.GetRequiredService<RentABotDbContext>(), async () =>
        {
            await scope.DisposeAsync();
            _leases[name].Release();
        });
    }
}
