using System.Collections.Concurrent;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RentABot.Hosting;
using RentABot.Hosting.Metrics;
using RentABot.Persistence;
using RentABot.Persistence.Clock;
using RentABot.Persistence.Sqlite;

namespace RentABot.Gateway.Tests.Support;

/// <summary>A whole gateway on a SQLite file of its own, with a scripted allocator on an in-memory bus.</summary>
internal sealed class GatewayHost : IAsyncDisposable
{
    private static readonly SemaphoreSlim TemplateGate = new(1);
    private static string? _template;

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("rentabot-test-");
    private WebApplication? _app;

    public ScriptedAllocator Allocator { get; } = new();

    public MovableClock Clock { get; } = new();

    /// <summary>Served by the real server on a port of its own, for what the HTTP layer has a say in.</summary>
    public bool OnSocket { get; init; }

    /// <summary>Where it is served, if on a socket.</summary>
    public Uri Address => new(_app!.Urls.First());

    /// <summary>What was logged, as text.</summary>
    public ConcurrentQueue<string> Logs { get; } = new();

    public HttpClient Client { get; private set; } = null!;

    public IServiceProvider Services => _app!.Services;

    public IBusControl Bus => Services.GetRequiredService<IBusControl>();

    public string PathOf(string file) => Path.Combine(_directory.FullName, file);

    /// <summary>Starts a gateway.</summary>
    /// <param name="settings">As in <c>Gateway:AnswerTimeout=00:00:01</c>.</param>
    public static Task<GatewayHost> StartAsync(params string[] settings) => new GatewayHost().StartAsync(settings, null);

    public async Task<GatewayHost> StartAsync(string[] settings, Action<IServiceCollection>? configure, bool untilBusWorks = true)
    {
        var builder = WebApplication.CreateSlimBuilder();
        if (OnSocket) builder.Configuration["Urls"] = "http://127.0.0.1:0";
        else builder.WebHost.UseTestServer();
        builder.Configuration.AddInMemoryCollection(settings.Select(s => s.Split('=', 2)).Select(s => KeyValuePair.Create(s[0], (string?)s[1])));
        builder.Logging.ClearProviders().AddProvider(new LogKeeper(Logs)).SetMinimumLevel(LogLevel.Debug).AddFilter("MassTransit", LogLevel.None);
        File.Copy(await TemplateAsync(), PathOf("test.db"));
        builder.Services.AddSqlite(PathOf("test.db"), durable: false);
        builder.Services.AddInMemoryBus(bus =>
        {
            bus.AddGatewayConsumers();
            ScriptedAllocator.AddConsumers(bus);
        });
        builder.Services.AddSingleton(Allocator);
        builder.Services.AddSingleton<IDatabaseClock>(Clock);
        builder.Services.AddGateway();
        builder.Services.AddMetricsCollection();
        configure?.Invoke(builder.Services);
        _app = builder.Build();
        _app.MapGateway();

        // As every service does before it starts.
        foreach (var check in Services.GetServices<IStartCheck>()) await check.CheckAsync(TestContext.Current.CancellationToken);
        await _app.StartAsync(TestContext.Current.CancellationToken);
        Client = OnSocket ? new HttpClient { BaseAddress = Address } : _app.GetTestClient();
        if (untilBusWorks) await Bus.WaitForHealthStatus(BusHealthStatus.Healthy, TestContext.Current.CancellationToken);
        return this;
    }

    public async Task SeedAsync(Action<RentABotDbContext> seed)
    {
        await using var scope = Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RentABotDbContext>();
        seed(db);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _directory.Delete(recursive: true);
    }

    /// <summary>Migrated once and copied for every test.</summary>
    private static async Task<string> TemplateAsync()
    {
        await TemplateGate.WaitAsync();
        try
        {
            if (_template is not null) return _template;
            var path = Path.Combine(Directory.CreateTempSubdirectory("rentabot-template-").FullName, "template.db");
            var services = new ServiceCollection();
            services.AddLogging();
            services.AddSqlite(path, durable: false);
            await using var provider = services.BuildServiceProvider();
            await provider.GetRequiredService<Migrator>().MigrateAsync(CancellationToken.None);
            await using (var scope = provider.CreateAsyncScope())
            {
                // Into the one file that is copied.
                var database = scope.ServiceProvider.GetRequiredService<RentABotDbContext>().Database;
                await Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.ExecuteSqlRawAsync(database, "PRAGMA wal_checkpoint(TRUNCATE)");
            }

            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            return _template = path;
        }
        finally
        {
            TemplateGate.Release();
        }
    }
}
