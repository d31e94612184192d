using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using RentABot.Persistence.Clock;
using RentABot.Persistence.Leases;
using RentABot.Persistence.Transactions;

namespace RentABot.Persistence.Sqlite;

public static class SqliteRegistration
{
    /// <summary>The tables in one SQLite file, which this process owns.</summary>
    /// <param name="services">Where they are registered.</param>
    /// <param name="path">The file; it is created when it is missing.</param>
    /// <param name="durable">Whether a commit survives a power cut. Without it state is as good as the process.</param>
    public static void AddSqlite(this IServiceCollection services, string path, bool durable)
    {
        var connectionString = new SqliteConnectionStringBuilder { DataSource = path, ForeignKeys = true }.ConnectionString;
        services.AddDbContextPool<RentABotDbContext, SqliteDbContext>(options => options
            .UseSqlite(connectionString)
            .UseSnakeCaseNamingConvention()
            .AddInterceptors(new SqliteConnectionSettings(durable)));
        services.AddSingleton<IDatabaseClock, SqliteClock>();
        services.AddSingleton<IDatabaseLeases, SqliteLeases>();
        services.AddSingleton<IWriteTransactions, SqliteWriteTransactions>();
        services.AddSingleton<Migrator>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<SchemaGate>();
        services.AddHealthChecks().AddCheck<DatabaseHealthCheck>("database");
    }
}
