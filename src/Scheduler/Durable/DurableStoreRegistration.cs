using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;
using Quartz;
using RentABot.Persistence.Postgres;
using RentABot.Scheduler.Durable;

namespace RentABot.Scheduler;

public static class DurableStoreRegistration
{
    /// <summary>The <c>qrtz_</c> tables in PostgreSQL, shared by all nodes: each firing happens on one of them.</summary>
    public static void AddClusteredQuartzStore(this IServiceCollection services) =>
        services.AddSingleton(provider => Clustered(provider.GetRequiredService<IOptions<PostgresOptions>>().Value.ConnectionString));

    /// <summary>In memory, for a single process that may begin anew each time.</summary>
    public static void AddInMemoryQuartzStore(this IServiceCollection services) =>
        services.AddSingleton(new DurableStore(quartz => quartz.UseInMemoryStore()));

    private static DurableStore Clustered(string connectionString) => new(quartz => quartz
        .ConfigureScheduler(scheduler => scheduler.GenerateInstanceId = true)
        .UsePersistentStore(store => store
            .ConfigureStore(options =>
            {
                options.TablePrefix = "qrtz_";
                options.StoreJobDataAsStrings = true;
                options.SchemaProvisioning = SchemaProvisioning.Validate;
            })
            .UsePostgres(NpgsqlFactory.Instance, connectionString)
            .UseClustering()));
}
