using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using RentABot.Persistence.Sqlite;
using RentABot.Persistence.Transactions;
using SQLitePCL;

namespace RentABot.Persistence.Tests.Databases;

internal sealed class SqliteTestDatabase : TestDatabase
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rentabot-test-");
    private readonly string _connectionString;

    public SqliteTestDatabase() =>
        _connectionString = new SqliteConnectionStringBuilder { DataSource = Path.Combine(_folder.FullName, "test.db") }.ConnectionString;

    public override IWriteTransactions WriteTransactions { get; } = new SqliteWriteTransactions();

    public override void Configure(DbContextOptionsBuilder options) =>
        options.UseSqlite(_connectionString).AddInterceptors(new SqliteConnectionSettings(durable: false));

    public override RentABotDbContext CreateContext(Action<DbContextOptionsBuilder>? configure = null) =>
        new SqliteDbContext(OptionsFor<SqliteDbContext>(configure));

    public override async Task<bool> IsWriteLockedAsync()
    {
        // The driver would wait for the lock; the engine itself answers at once.
        await using var connection = new SqliteConnection(_connectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        raw.sqlite3_busy_timeout(connection.Handle, 0);
        var result = raw.sqlite3_exec(connection.Handle, "BEGIN IMMEDIATE; ROLLBACK;");
        Assert.True(result is raw.SQLITE_OK or raw.SQLITE_BUSY, $"SQLite answered {result}.");
        return result == raw.SQLITE_BUSY;
    }

    public override ValueTask DisposeAsync()
    {
        SqliteConnection.ClearPool(new SqliteConnection(_connectionString));
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
