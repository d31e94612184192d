using Microsoft.EntityFrameworkCore;
using RentABot.Persistence.Transactions;

namespace RentABot.Persistence.Tests.Databases;

/// <summary>A database of its own for one test, gone after it.</summary>
internal abstract class TestDatabase : IAsyncDisposable
{
    public static async Task<TestDatabase> CreateAsync(DatabaseKind kind) => kind switch
    {
        DatabaseKind.Sqlite => new SqliteTestDatabase(),
        _ => await PostgresTestDatabase.CreateAsync(),
    };

    public abstract IWriteTransactions WriteTransactions { get; }

    public abstract void Configure(DbContextOptionsBuilder options);

    /// <summary>Our tables, which need not be there yet.</summary>
    public abstract RentABotDbContext CreateContext(Action<DbContextOptionsBuilder>? configure = null);

    /// <summary>Whether some open transaction holds the write lock, as another connection sees it.</summary>
    public abstract Task<bool> IsWriteLockedAsync();

    public abstract ValueTask DisposeAsync();

    protected DbContextOptions<TContext> OptionsFor<TContext>(Action<DbContextOptionsBuilder>? configure)
        where TContext : DbContext
    {
        var options = new DbContextOptionsBuilder<TContext>();
        Configure(options);
        options.UseSnakeCaseNamingConvention();
        configure?.Invoke(options);
        return options.Options;
    }
}
