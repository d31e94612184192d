using Microsoft.EntityFrameworkCore;
using Npgsql;
using RentABot.Persistence.Postgres;
using RentABot.Persistence.Transactions;

namespace RentABot.Persistence.Tests.Databases;

internal sealed class PostgresTestDatabase : TestDatabase
{
    private readonly string _server;
    private readonly string _name;

    private PostgresTestDatabase(string server, string name)
    {
        (_server, _name) = (server, name);
        ConnectionString = new NpgsqlConnectionStringBuilder(server) { Database = name, MaxPoolSize = 40 }.ConnectionString;
    }

    public string ConnectionString { get; }

    public override IWriteTransactions WriteTransactions { get; } = new PostgresWriteTransactions();

    public static async Task<PostgresTestDatabase> CreateAsync()
    {
        var server = Environment.GetEnvironmentVariable("RENTABOT_TEST_POSTGRES");
        Assert.SkipWhen(string.IsNullOrEmpty(server), "needs RENTABOT_TEST_POSTGRES");
        var database = new PostgresTestDatabase(server!, $"rentabot_{Guid.NewGuid():N}");
        await database.OnServerAsync($"CREATE DATABASE {database._name}");
        return database;
    }

    public override void Configure(DbContextOptionsBuilder options) => options.UseNpgsql(ConnectionString);

    public async Task<T> ReadAsync<T>(string sql)
    {
        await using var source = NpgsqlDataSource.Create(ConnectionString);
        await using var command = source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    public override async Task<bool> IsWriteLockedAsync() =>
        !await ReadAsync<bool>($"SELECT pg_try_advisory_xact_lock({PostgresWriteTransactions.WriteLock})");

    public override async ValueTask DisposeAsync()
    {
        await using (var connection = new NpgsqlConnection(ConnectionString))
        {
            NpgsqlConnection.ClearPool(connection);
        }

        await OnServerAsync($"DROP DATABASE {_name} WITH (FORCE)");
    }

    private async Task OnServerAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(_server);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
