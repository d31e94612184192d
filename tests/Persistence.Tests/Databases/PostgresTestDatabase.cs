using Microsoft.EntityFrameworkCore;
using Npgsql;
using RentABot.Persistence.Postgres;
using RentABot.Persistence.Transactions;
using RentABot.TestServers;

namespace RentABot.Persistence.Tests.Databases;

internal sealed class PostgresTestDatabase : TestDatabase
{
    private readonly PostgresDatabase _database;

    private PostgresTestDatabase(PostgresDatabase database) => _database = database;

    public string ConnectionString => _database.ConnectionString;

    public override IWriteTransactions WriteTransactions { get; } = new PostgresWriteTransactions();

    public static async Task<PostgresTestDatabase> CreateAsync() => new(await PostgresDatabase.CreateAsync());

    public override void Configure(DbContextOptionsBuilder options) => options.UseNpgsql(ConnectionString);

    public override RentABotDbContext CreateContext(Action<DbContextOptionsBuilder>? configure = null) =>
        new PostgresDbContext(OptionsFor<PostgresDbContext>(configure));

    public async Task<T> ReadAsync<T>(string sql)
    {
        await using var source = NpgsqlDataSource.Create(ConnectionString);
        await using var command = source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    public override async Task<bool> IsWriteLockedAsync() =>
        !await ReadAsync<bool>($"SELECT pg_try_advisory_xact_lock({PostgresWriteTransactions.WriteLock})");

    public override ValueTask DisposeAsync() => _database.DisposeAsync();
}
