using Microsoft.EntityFrameworkCore;
using Npgsql;
using RentABot.Persistence.Postgres;
using RentABot.Persistence.Tests.Databases;
using RentABot.TestServers;

namespace RentABot.Persistence.Tests.Transactions;

public sealed class When_a_write_transaction_begins
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(EachDatabase))]
    public async Task Should_hold_the_write_lock_until_the_commit(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var db = new EmptyDbContext(database);

        await using var transaction = await database.WriteTransactions.BeginAsync(db, Cancellation);

        Assert.Same(transaction, db.Database.CurrentTransaction);
        Assert.True(await database.IsWriteLockedAsync());
        await transaction.CommitAsync(Cancellation);
        Assert.False(await database.IsWriteLockedAsync());
    }

    [Theory, ClassData(typeof(EachDatabase))]
    public async Task Should_give_the_lock_back_when_disposed(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var db = new EmptyDbContext(database);

        await using (await database.WriteTransactions.BeginAsync(db, Cancellation))
            Assert.True(await database.IsWriteLockedAsync());

        Assert.Null(db.Database.CurrentTransaction);
        Assert.False(await database.IsWriteLockedAsync());
    }

    [Theory, ClassData(typeof(EachDatabase))]
    public async Task Should_let_one_in_at_a_time(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var (inside, most, all) = (0, 0, 0);

        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(async () =>
        {
            await using var db = new EmptyDbContext(database);
            await using var transaction = await database.WriteTransactions.BeginAsync(db, Cancellation);
            most = Math.Max(most, Interlocked.Increment(ref inside));
            await Task.Yield();
            Interlocked.Decrement(ref inside);
            Interlocked.Increment(ref all);
            await transaction.CommitAsync(Cancellation);
        })));

        Assert.Equal((1, 16), (most, all));
    }

    /// <summary>Decisions are dated by it, so it must not be from before the wait for the lock.</summary>
    [Fact]
    public async Task Should_have_the_clock_of_when_the_lock_was_free_on_PostgreSQL()
    {
        await using var database = await PostgresTestDatabase.CreateAsync();
        await using var holder = new EmptyDbContext(database);
        await using var db = database.CreateContext();
        var clock = new PostgresClock();
        var held = await database.WriteTransactions.BeginAsync(holder, Cancellation);
        var begins = database.WriteTransactions.BeginAsync(db, Cancellation);
        await Eventually.HoldsAsync(
            () => database.ReadAsync<bool>(
                """
                SELECT EXISTS (
                    SELECT FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database
                    WHERE datname = current_database() AND locktype = 'advisory' AND NOT granted)
                """),
            TimeSpan.FromSeconds(20),
            "the second waits for the lock");
        var waiting = await database.ReadAsync<DateTime>("SELECT clock_timestamp()");
        await held.DisposeAsync();

        await using var transaction = await begins;

        var began = await clock.ReadAsync(db, Cancellation);
        Assert.True(began > waiting, $"{began:O} is not after {waiting:O}");
        Assert.Equal(began, await clock.ReadAsync(db, Cancellation));
        await transaction.CommitAsync(Cancellation);
        Assert.True(await clock.ReadAsync(db, Cancellation) > began);
    }

    [Fact]
    public async Task Should_read_what_is_committed_on_PostgreSQL()
    {
        await using var database = await PostgresTestDatabase.CreateAsync();
        await using var db = new EmptyDbContext(database);

        await using var transaction = await database.WriteTransactions.BeginAsync(db, Cancellation);

        Assert.Equal("read committed", await db.Database
            .SqlQuery<string>($"""SELECT current_setting('transaction_isolation') AS "Value" """).SingleAsync(Cancellation));
    }

    [Fact]
    public async Task Should_leave_no_transaction_open_when_the_wait_fails_on_PostgreSQL()
    {
        await using var database = await PostgresTestDatabase.CreateAsync();
        await using var holder = new EmptyDbContext(database);
        await using var db = new EmptyDbContext(database);
        await db.Database.OpenConnectionAsync(Cancellation);
        await db.Database.ExecuteSqlAsync($"SET lock_timeout = '20ms'", Cancellation);
        await using var held = await database.WriteTransactions.BeginAsync(holder, Cancellation);

        var failure = await Assert.ThrowsAsync<PostgresException>(() => database.WriteTransactions.BeginAsync(db, Cancellation));

        Assert.Equal(PostgresErrorCodes.LockNotAvailable, failure.SqlState);
        Assert.Null(db.Database.CurrentTransaction);
    }

    private sealed class EmptyDbContext(TestDatabase database) : DbContext
    {
        protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) => database.Configure(optionsBuilder);
    }
}
