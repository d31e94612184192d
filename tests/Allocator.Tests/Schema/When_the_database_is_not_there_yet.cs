using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RentABot.Persistence;
using RentABot.Persistence.Sqlite;

namespace RentABot.Allocator.Tests.Schema;

public sealed class When_the_database_is_not_there_yet : IDisposable
{
    private readonly DirectoryInfo _parent = Directory.CreateTempSubdirectory("rentabot-schema-");

    private string DatabaseDirectory => Path.Combine(_parent.FullName, "later");

    [Fact]
    public async Task Should_migrate_it_as_soon_as_it_answers()
    {
        var token = TestContext.Current.CancellationToken;
        using var host = Build(migrates: true);
        await host.StartAsync(token);
        var open = host.Services.GetRequiredService<SchemaGate>().WaitAsync(token);
        Assert.False(open.IsCompleted);

        Directory.CreateDirectory(DatabaseDirectory);

        await open.WaitAsync(TimeSpan.FromSeconds(30), token);
        await host.StopAsync(token);
    }

    [Fact]
    public async Task Should_hold_work_back_until_another_process_has_migrated_it()
    {
        var token = TestContext.Current.CancellationToken;
        Directory.CreateDirectory(DatabaseDirectory);
        using var host = Build(migrates: false);
        var gate = host.Services.GetRequiredService<SchemaGate>();
        var open = gate.WaitAsync(token);
        Assert.False(open.IsCompletedSuccessfully);

        await host.Services.GetRequiredService<Migrator>().MigrateAsync(token);

        await open.WaitAsync(TimeSpan.FromSeconds(30), token);
        Assert.True(gate.WaitAsync(token).IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Should_stop_waiting_when_the_process_stops()
    {
        using var stop = new CancellationTokenSource();
        using var host = Build(migrates: true);
        await host.StartAsync(TestContext.Current.CancellationToken);
        var open = host.Services.GetRequiredService<SchemaGate>().WaitAsync(stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => open);
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Should_migrate_twice_without_harm()
    {
        var token = TestContext.Current.CancellationToken;
        Directory.CreateDirectory(DatabaseDirectory);
        using var host = Build(migrates: false);
        var migrator = host.Services.GetRequiredService<Migrator>();

        await Task.WhenAll(migrator.MigrateAsync(token), migrator.MigrateAsync(token));
        await migrator.MigrateAsync(token);

        await host.Services.GetRequiredService<SchemaGate>().WaitAsync(token);
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _parent.Delete(recursive: true);
    }

    private IHost Build(bool migrates)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSqlite(Path.Combine(DatabaseDirectory, "test.db"), durable: false);
        if (migrates) builder.Services.AddHostedService<MigrationService>();
        return builder.Build();
    }
}
