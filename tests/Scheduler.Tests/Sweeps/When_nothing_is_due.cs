using System.Data.Common;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using RentABot.Contracts;
using RentABot.Persistence.Deadlines;
using RentABot.Persistence.Leases;
using RentABot.Persistence;
using RentABot.Scheduler.Sweeps;
using RentABot.TestServers;

namespace RentABot.Scheduler.Tests.Sweeps;

/// <summary>The usual sweep: ten thousand running locks, and nothing to do.</summary>
public sealed class When_nothing_is_due
{
    private const int RunningLocks = 10_000;
    private const int Others = 2_000;

    private static readonly string[] Indexes =
    [
        "ix_locks_expires_at",
        "ix_locks_warning_at",
        "ix_reservations_expires_at",
        "ix_reservations_claim_expires_at",
        "ix_resources_unavailable_from",
        "ix_resources_unavailable_until",
    ];

    [Fact]
    public async Task Should_look_it_up_in_the_indexes_of_SQLite()
    {
        await using var node = await SchedulerNode.WithSqliteAsync();
        await FillAsync(node);
        await node.WriteAsync(db => db.Database.ExecuteSqlRawAsync("ANALYZE", TestContext.Current.CancellationToken));

        var plan = await ExplainAsync(node, "EXPLAIN QUERY PLAN ", "detail");

        // SQLite says SEARCH of a look-up, and SCAN of reading on and on; what it scans here is the few rows looked up.
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join('\n', plan));
        Assert.All(Indexes, index => Assert.Contains(plan, l => Regex.IsMatch(l, $"^SEARCH .* USING .*INDEX {index} ")));
        var scans = plan.Where(l => l.StartsWith("SCAN", StringComparison.Ordinal));
        Assert.All(scans, l => Assert.Matches(@"^SCAN (\w\d|\(subquery-\d+\))$", l));
    }

    [Fact]
    public async Task Should_look_it_up_in_the_indexes_of_PostgreSQL()
    {
        await using var database = await PostgresDatabase.CreateAsync();
        await using var node = SchedulerNode.OnPostgres(database.ConnectionString);
        await node.Get<Migrator>().MigrateAsync(TestContext.Current.CancellationToken);
        await FillAsync(node);
        await database.ExecuteAsync("ANALYZE");

        var plan = await ExplainAsync(node, "EXPLAIN (ANALYZE, BUFFERS) ", "QUERY PLAN");

        TestContext.Current.TestOutputHelper?.WriteLine(string.Join('\n', plan));
        Assert.DoesNotContain(plan, l => l.Contains("Seq Scan", StringComparison.Ordinal));
        Assert.All(Indexes, index => Assert.Contains(plan, l => l.Contains($"using {index} ", StringComparison.Ordinal)));
    }

    private static async Task FillAsync(SchedulerNode node)
    {
        var many = Enumerable.Range(0, Others).ToList();
        await node.AddAsync([.. Enumerable.Range(0, RunningLocks).Select(_ => Rows.Lock())]);
        await node.AddAsync([.. many.Select(i => Rows.Reservation(
            (i % 3) switch { 0 => ReservationStatus.Pending, 1 => ReservationStatus.Fulfilled, _ => ReservationStatus.Released },
            claimExpiresAt: i % 3 == 1 ? Rows.Later : null))]);
        await node.AddAsync([.. many.Select(i => Rows.Resource(
            unavailable: i % 2 == 0, from: i % 2 == 1 ? Rows.Later : null, until: i % 2 == 0 ? Rows.Later : null))]);
    }

    private static async Task<IReadOnlyList<string>> ExplainAsync(SchedulerNode node, string explain, string column)
    {
        await using var lease = await node.Get<IDatabaseLeases>().TakeAsync(LeaseName.Sweep, TestContext.Current.CancellationToken);
        await lease.Db.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var command = lease.Db.Due(TestClock.Noon, Sweep.LimitPerKind).CreateDbCommand();
        command.CommandText = explain + command.CommandText;
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        return await ReadAsync(reader, reader.GetOrdinal(column));
    }

    private static async Task<IReadOnlyList<string>> ReadAsync(DbDataReader reader, int column)
    {
        var lines = new List<string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken)) lines.Add(reader.GetString(column));
        return lines;
    }
}
