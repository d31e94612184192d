using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using RentABot.Persistence.Archives;
using RentABot.Persistence.Events;
using RentABot.Persistence.Postgres;
using RentABot.Persistence.Sqlite;
using RentABot.Persistence.Tests.Databases;
using RentABot.TestServers;

namespace RentABot.Persistence.Tests.Archives;

/// <summary>A migrated database as the programs register it, in a folder that has room for archives.</summary>
internal sealed class ArchiveDatabase : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rentabot-test-");
    private readonly PostgresDatabase? _postgres;
    private readonly ServiceProvider _services;

    private ArchiveDatabase(PostgresDatabase? postgres)
    {
        _postgres = postgres;
        var services = new ServiceCollection();
        services.AddLogging();
        if (postgres is null)
        {
            services.AddSqlite(Path.Combine(_folder.FullName, "test.sqlite"), durable: false);
        }
        else
        {
            services.AddSingleton<IConfiguration>(new ConfigurationBuilder()
                .AddInMemoryCollection([KeyValuePair.Create("Postgres:ConnectionString", (string?)postgres.ConnectionString)]).Build());
            services.AddPostgres();
        }

        _services = services.BuildServiceProvider();
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public IServiceProvider Services => _services;

    public string ArchivePath => Path.Combine(_folder.FullName, "backup.zip");

    public static async Task<ArchiveDatabase> CreateAsync(DatabaseKind kind)
    {
        var database = new ArchiveDatabase(kind == DatabaseKind.Postgres ? await PostgresDatabase.CreateAsync() : null);
        await database._services.GetRequiredService<Migrator>().MigrateAsync(Cancellation);
        return database;
    }

    public async Task<T> WithAsync<T>(Func<RentABotDbContext, Task<T>> work)
    {
        await using var scope = _services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<RentABotDbContext>());
    }

    public async Task<string> BackUpAsync()
    {
        await WithAsync(async db =>
        {
            await ActivatorUtilities.CreateInstance<BackupWriter>(_services).WriteAsync(db, ArchivePath, _ => { }, Cancellation);
            return true;
        });
        return ArchivePath;
    }

    public Task RestoreAsync(string path, bool replace = false, Action<ArchiveProgress>? report = null, CancellationToken? cancellation = null) =>
        WithAsync(async db =>
        {
            await ActivatorUtilities.CreateInstance<Restorer>(_services)
                .RestoreAsync(db, path, replace, report ?? (_ => { }), cancellation ?? Cancellation);
            return true;
        });

    public Task<LedgerHead> ReadHeadAsync() => WithAsync(db => db.LedgerHeads.AsNoTracking().SingleAsync(Cancellation));

    /// <summary>Every row of every table but the ledger's head, as text that is the same on every database.</summary>
    public Task<List<string>> ReadRowsAsync() => WithAsync(async db =>
    {
        var rows = new List<string>();
        foreach (var table in TableFormat.Of(db).Where(table => table.Entity.ClrType != typeof(LedgerHead)))
        {
            await foreach (var row in table.ReadAsync(db)) rows.Add($"{table.Name} {Normalize(JsonNode.Parse(table.Write(row))!)}");
        }

        rows.Sort(StringComparer.Ordinal);
        return rows;
    });

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        if (_postgres is not null) await _postgres.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    /// <summary>PostgreSQL spaces and orders the JSON of an event's body in its own way.</summary>
    private static string Normalize(JsonNode row)
    {
        if (row["body"] is { } body) row["body"] = Sorted(JsonNode.Parse(body.GetValue<string>())!).ToJsonString();
        return row.ToJsonString();
    }

    private static JsonNode Sorted(JsonNode node) => node is JsonObject fields
        ? new JsonObject(fields.OrderBy(field => field.Key, StringComparer.Ordinal)
            .Select(field => KeyValuePair.Create(field.Key, field.Value is null ? null : (JsonNode?)Sorted(field.Value.DeepClone()))))
        : node.DeepClone();
}
