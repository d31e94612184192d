using Npgsql;
using Quartz;
using RentABot.Persistence;
using RentABot.Scheduler.Durable;
using RentABot.TestServers;

namespace RentABot.Scheduler.Tests.Durable;

public sealed class When_Quartz_uses_our_tables
{
    /// <summary>Quartz can create its tables itself: ours must have the same columns, keys and indexes.</summary>
    [Fact]
    public async Task Should_find_them_as_it_would_create_them()
    {
        await using var database = await PostgresDatabase.CreateAsync();
        await MigrateAsync(database);
        await CreateOriginalsAsync(database);

        Assert.Equal(await ColumnsAsync(database, "original_"), await ColumnsAsync(database, "qrtz_"));
        Assert.Equal(await ConstraintsAsync(database, "original_"), await ConstraintsAsync(database, "qrtz_"));
        Assert.Equal(await IndexesAsync(database, "original_"), await IndexesAsync(database, "qrtz_"));
        var tables = await database.ReadAsync("SELECT relname::text FROM pg_class WHERE relkind = 'r' AND relname LIKE 'qrtz\\_%'");
        Assert.Equal(15, tables.Count);
    }

    [Fact]
    public async Task Should_pass_its_own_validation()
    {
        await using var database = await PostgresDatabase.CreateAsync();
        await MigrateAsync(database);
        await using var node = SchedulerNode.OnPostgres(database.ConnectionString);

        await node.StartAsync();
        await Eventually.HoldsAsync(node.IsReadyAsync, Limits.Wait, "it is ready");

        Assert.Equal(
            ["remove-history 0 17 * * * ? UTC RentABot.Scheduler.History.RemoveHistoryJob, RentABot.Scheduler"],
            await database.ReadAsync("""
                SELECT concat_ws(' ', trigger_name, cron_expression, time_zone_id, job_class_name)
                FROM qrtz_triggers JOIN qrtz_cron_triggers USING (sched_name, trigger_name, trigger_group)
                    JOIN qrtz_job_details USING (sched_name, job_name, job_group)
                """));
        Assert.Empty(node.Log.Warnings);
    }

    [Theory]
    [InlineData("ALTER TABLE qrtz_fired_triggers RENAME TO elsewhere", "ALTER TABLE elsewhere RENAME TO qrtz_fired_triggers")]
    [InlineData(
        "ALTER TABLE qrtz_cron_triggers RENAME COLUMN cron_expression TO elsewhere",
        "ALTER TABLE qrtz_cron_triggers RENAME COLUMN elsewhere TO cron_expression")]
    public async Task Should_be_tried_again_when_something_is_missing(string takeAway, string bringBack)
    {
        await using var database = await PostgresDatabase.CreateAsync();
        await MigrateAsync(database);
        await database.ExecuteAsync(takeAway);
        await using var node = SchedulerNode.OnPostgres(database.ConnectionString);

        await node.StartAsync();
        await Eventually.HoldsAsync(() => node.Log.From<DurableSchedule>().Count > 0, Limits.Wait, "it said so");
        Assert.IsType<SchedulerException>(Assert.Single(node.Log.From<DurableSchedule>()).Exception, exactMatch: false);
        Assert.Equal("has not started yet", (await node.HealthAsync("schedule")).Description);

        await database.ExecuteAsync(bringBack);
        await Eventually.HoldsAsync(node.IsReadyAsync, Limits.Wait, "it is ready");
    }

    [Fact]
    public async Task Should_go_with_their_migration()
    {
        await using var database = await PostgresDatabase.CreateAsync();
        await MigrateAsync(database);

        await using var node = SchedulerNode.OnPostgres(database.ConnectionString);
        await node.WriteAsync(db => Microsoft.EntityFrameworkCore.Infrastructure.AccessorExtensions
            .GetService<Microsoft.EntityFrameworkCore.Migrations.IMigrator>(db.Database)
            .MigrateAsync("Initial", TestContext.Current.CancellationToken));

        Assert.Empty(await database.ReadAsync("SELECT relname::text FROM pg_class WHERE relname LIKE 'qrtz\\_%'"));
    }

    private static async Task MigrateAsync(PostgresDatabase database)
    {
        await using var node = SchedulerNode.OnPostgres(database.ConnectionString);
        await node.Get<Migrator>().MigrateAsync(TestContext.Current.CancellationToken);
    }

    private static async Task CreateOriginalsAsync(PostgresDatabase database)
    {
        await using var factory = QuartzSchedulerBuilder.Create(quartz => quartz
            .UsePersistentStore(store => store
                .ConfigureStore(options =>
                {
                    options.TablePrefix = "original_";
                    options.SchemaProvisioning = SchemaProvisioning.CreateIfMissing;
                })
                .UsePostgres(NpgsqlFactory.Instance, database.ConnectionString))).Build();
        var scheduler = await factory.GetScheduler(TestContext.Current.CancellationToken);
        await scheduler.Shutdown(waitForJobsToComplete: true, TestContext.Current.CancellationToken);
    }

    private static Task<IReadOnlyList<string>> ColumnsAsync(PostgresDatabase database, string prefix) => database.ReadAsync($"""
        SELECT concat_ws(' ', substr(table_name, {prefix.Length + 1}), column_name, data_type, character_maximum_length,
            numeric_precision, is_nullable, column_default)
        FROM information_schema.columns WHERE starts_with(table_name, '{prefix}') ORDER BY 1
        """);

    private static Task<IReadOnlyList<string>> ConstraintsAsync(PostgresDatabase database, string prefix) => database.ReadAsync($"""
        SELECT replace(conrelid::regclass || ' ' || pg_get_constraintdef(oid), '{prefix}', '')
        FROM pg_constraint WHERE starts_with(conrelid::regclass::text, '{prefix}') ORDER BY 1
        """);

    private static Task<IReadOnlyList<string>> IndexesAsync(PostgresDatabase database, string prefix) => database.ReadAsync($"""
        SELECT replace(tablename || regexp_replace(indexdef, '^.* USING', ''), '{prefix}', '')
        FROM pg_indexes WHERE starts_with(tablename, '{prefix}') ORDER BY 1
        """);
}
