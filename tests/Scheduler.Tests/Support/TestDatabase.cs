using Npgsql;

namespace RentABot.Scheduler.Tests;

/// <summary>A fresh PostgreSQL database, gone afterwards.</summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    private const string Variable = "RENTABOT_TEST_POSTGRES";

    private readonly string _administration;

    private TestDatabase(string administration, string name)
    {
        _administration = administration;
        Name = name;
        ConnectionString = new NpgsqlConnectionStringBuilder(administration) { Database = name }.ConnectionString;
    }

    public string Name { get; }

    public string ConnectionString { get; }

    /// <summary>Skips the test when there is no PostgreSQL.</summary>
    public static async Task<TestDatabase> CreateAsync()
    {
        var administration = Environment.GetEnvironmentVariable(Variable);
        Assert.SkipWhen(string.IsNullOrEmpty(administration), $"Needs PostgreSQL: set {Variable}.");
        var database = new TestDatabase(administration, $"rentabot_{Guid.NewGuid():N}");
        await ExecuteAsync(administration, $"CREATE DATABASE {database.Name}");
        return database;
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await ExecuteAsync(_administration, $"DROP DATABASE {Name} WITH (FORCE)");
    }

    public Task ExecuteAsync(string sql) => ExecuteAsync(ConnectionString, sql);

    public async Task<IReadOnlyList<string>> ReadAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(ConnectionString);
        await using var command = source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var lines = new List<string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken)) lines.Add(reader.GetString(0));
        return lines;
    }

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }
}
