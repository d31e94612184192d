using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RentABot.Hosting;
using RentABot.Persistence;
using RentABot.Persistence.Clock;
using RentABot.Persistence.Postgres;
using RentABot.Persistence.Sqlite;
using RentABot.Scheduler.Sweeps;

namespace RentABot.Scheduler.Tests;

/// <summary>A scheduler as a service would have it, on a bus in memory, with its clock in the test's hand.</summary>
internal sealed class SchedulerNode : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly string? _directory;
    private bool _started;

    private SchedulerNode(IHost host, string? directory)
    {
        _host = host;
        _directory = directory;
        Get<IBusControl>().ConnectPublishObserver(Sent);
    }

    public SentMessages Sent { get; } = new();

    public LogLines Log => Get<LogLines>();

    public TestClock Clock => Get<TestClock>();

    public Sweep Sweep => Get<Sweep>();

    /// <summary>With a SQLite database that is up to date, and the bus running; sweeps are run by the test.</summary>
    public static async Task<SchedulerNode> WithSqliteAsync(
        Action<IServiceCollection>? configure = null, params (string Key, string Value)[] settings)
    {
        var node = OnSqlite(configure, settings);
        await node.Get<Migrator>().MigrateAsync(TestContext.Current.CancellationToken);
        await node.Get<IBusControl>().StartAsync(TestContext.Current.CancellationToken);
        return node;
    }

    /// <summary>With an empty SQLite database; nothing runs.</summary>
    public static SchedulerNode OnSqlite(Action<IServiceCollection>? configure = null, params (string Key, string Value)[] settings)
    {
        var directory = Directory.CreateTempSubdirectory("rentabot-scheduler-");
        return Build(
            services =>
            {
                services.AddSqlite(Path.Combine(directory.FullName, "rentabot.db"), durable: false);
                services.AddInMemoryQuartzStore();
                services.AddSingleton<IDatabaseClock>(provider => provider.GetRequiredService<TestClock>());
                configure?.Invoke(services);
            },
            settings,
            directory.FullName);
    }

    /// <summary>With a PostgreSQL database, its clock and the clustered store; nothing runs.</summary>
    public static SchedulerNode OnPostgres(
        string connectionString, Action<IServiceCollection>? configure = null, params (string Key, string Value)[] settings) =>
        Build(
            services =>
            {
                services.AddPostgres();
                services.AddClusteredQuartzStore();
                configure?.Invoke(services);
            },
            [("Postgres:ConnectionString", connectionString), .. settings],
            null);

    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    public async Task StartAsync()
    {
        _started = true;
        await _host.StartAsync(TestContext.Current.CancellationToken);
    }

    public Task StopAsync() => _host.StopAsync(CancellationToken.None);

    /// <summary>One sweep, from beginning to end.</summary>
    public Task SweepAsync() => Sweep.RunAsync(TestContext.Current.CancellationToken);

    public async Task<HealthReportEntry> HealthAsync(string check)
    {
        var report = await Get<HealthCheckService>().CheckHealthAsync(TestContext.Current.CancellationToken);
        return report.Entries[check];
    }

    public async Task<bool> IsReadyAsync() =>
        (await Get<HealthCheckService>().CheckHealthAsync(TestContext.Current.CancellationToken)).Status == HealthStatus.Healthy;

    public async Task WriteAsync(Func<RentABotDbContext, Task> write)
    {
        await using var scope = _host.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RentABotDbContext>();
        await write(db);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    public Task AddAsync(params object[] rows) => WriteAsync(db => db.AddRangeAsync(rows));

    public async ValueTask DisposeAsync()
    {
        if (_started) await StopAsync();
        await Get<IBusControl>().StopAsync(CancellationToken.None);
        if (_host is IAsyncDisposable host) await host.DisposeAsync();
        if (_directory is null) return;
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_directory, recursive: true);
    }

    private static SchedulerNode Build(
        Action<IServiceCollection> configure, (string Key, string Value)[] settings, string? directory)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value)));
        builder.Services.AddLogging();
        builder.Services.AddSingleton<LogLines>();
        builder.Services.AddSingleton<ILoggerProvider>(provider => provider.GetRequiredService<LogLines>());
        builder.Services.AddInMemoryBus(bus => bus.AddSchedulerConsumers());
        builder.Services.AddScheduler();
        builder.Services.AddSingleton<TestClock>();
        configure(builder.Services);
        return new SchedulerNode(builder.Build(), directory);
    }
}
