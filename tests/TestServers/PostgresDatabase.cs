using Npgsql;
using Xunit;

namespace RentABot.TestServers;

/// <summary>A fresh, empty database that is dropped when disposed, whoever is still connected to it.</summary>
public sealed class PostgresDatabase : IAsyncDisposable
{
    private readonly string administration;

    private PostgresDatabase(string administration, string name)
    {
        this.administration = administration;
        Name = name;
        ConnectionString = new NpgsqlConnectionStringBuilder(administration) { Database = name, IncludeErrorDetail = true }.ConnectionString;
    }

    /// <summary>Unique among all runs that share the server.</summary>
    public string Name { get; }

    /// <summary>Connects to this database as its owner.</summary>
    public string ConnectionString { get; }

    /// <summary>Creates a database; skips the test when there is no PostgreSQL.</summary>
    public static async Task<PostgresDatabase> CreateAsync()
    {
        Servers.SkipUnlessPostgres();
        var database = new PostgresDatabase(Servers.Postgres!, $"rentabot_{Guid.NewGuid():N}");
        await database.ExecuteAsync($"CREATE DATABASE {database.Name}", TestContext.Current.CancellationToken);
        return database;
    }

    /// <summary>Drops the database and ends the connections to it.</summary>
    public async ValueTask DisposeAsync()
    {
        await using (var connection = new NpgsqlConnection(ConnectionString))
        {
            NpgsqlConnection.ClearPool(connection);
        }

        await ExecuteAsync($"DROP DATABASE IF EXISTS {Name} WITH (FORCE)", CancellationToken.None);
    }

    private async Task ExecuteAsync(string statement, CancellationToken cancellationToken)
    {
        // Unpooled: an idle connection would keep nothing busy but would be one more per test class.
        var connectionString = new NpgsqlConnectionStringBuilder(administration) { Pooling = false }.ConnectionString;
        await using var dataSource = NpgsqlDataSource.Create(connectionString);
        await using var command = dataSource.CreateCommand(statement);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
