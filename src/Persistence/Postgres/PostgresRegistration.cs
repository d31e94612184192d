using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using RentABot.Persistence.Clock;
using RentABot.Persistence.Leases;
using RentABot.Persistence.Transactions;

namespace RentABot.Persistence.Postgres;

public static class PostgresRegistration
{
    /// <summary>The tables in PostgreSQL, as <c>Postgres:ConnectionString</c> says.</summary>
    public static void AddPostgres(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<PostgresOptions>, PostgresOptionsValidator>();
        services.AddOptions<PostgresOptions>().BindConfiguration(PostgresOptions.Section).ValidateOnStart();
        services.AddDbContextPool<RentABotDbContext, PostgresDbContext>((provider, options) =>
            options.UseRentABotPostgres(provider.GetRequiredService<IOptions<PostgresOptions>>().Value.ConnectionString));
        services.AddSingleton<IDatabaseClock, PostgresClock>();
        services.AddSingleton<IDatabaseLeases, PostgresLeases>();
        services.AddSingleton<IWriteTransactions, PostgresWriteTransactions>();
        services.AddSingleton<Migrator>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<SchemaGate>();
        services.AddHealthChecks().AddCheck<DatabaseHealthCheck>("database");
    }
}
