using Xunit;

namespace RentABot.TestServers;

/// <summary>
/// A <see cref="PostgresDatabase"/> for all tests of a class or collection. A skip thrown while a fixture is made would
/// fail its tests, so this one is made without a server too, and skips whoever asks for the database.
/// </summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    private PostgresDatabase? database;

    /// <summary>The database; skips the test that asks when there is no PostgreSQL.</summary>
    public PostgresDatabase Database
    {
        get
        {
            Servers.SkipUnlessPostgres();
            return database!;
        }
    }

    public async ValueTask InitializeAsync()
    {
        if (Servers.Postgres is not null)
        {
            database = await PostgresDatabase.CreateAsync();
        }
    }

    public ValueTask DisposeAsync() => database?.DisposeAsync() ?? ValueTask.CompletedTask;
}
