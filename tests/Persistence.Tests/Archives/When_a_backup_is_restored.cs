using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RentABot.Persistence.Archives;
using RentABot.Persistence.Leases;
using RentABot.Persistence.Resources;
using RentABot.Persistence.Tests.Databases;

namespace RentABot.Persistence.Tests.Archives;

public sealed class When_a_backup_is_restored
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseKind.Sqlite, DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Sqlite, DatabaseKind.Postgres)]
    [InlineData(DatabaseKind.Postgres, DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres, DatabaseKind.Postgres)]
    public async Task Should_have_the_same_rows(DatabaseKind from, DatabaseKind to)
    {
        await using var source = await FilledAsync(from);
        await using var target = await ArchiveDatabase.CreateAsync(to);

        await target.RestoreAsync(await source.BackUpAsync());

        Assert.Equal(await source.ReadRowsAsync(), await target.ReadRowsAsync());
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Should_have_rows_of_every_table_in_this_test(DatabaseKind kind)
    {
        await using var source = await FilledAsync(kind);

        var tables = await source.WithAsync(db => Task.FromResult(TableFormat.Of(db).Select(table => table.Name).ToList()));
        var rows = await source.ReadRowsAsync();

        Assert.All(tables.Where(table => table != "ledger_head"), table => Assert.Contains(rows, row => row.StartsWith($"{table} ", StringComparison.Ordinal)));
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Should_number_past_what_either_side_gave(DatabaseKind kind)
    {
        await using var source = await FilledAsync(kind);
        await using var target = await ArchiveDatabase.CreateAsync(kind);
        await target.WithAsync(db => db.LedgerHeads.ExecuteUpdateAsync(
            h => h.SetProperty(x => x.Sequence, 1000).SetProperty(x => x.OccurredAt, DateTimeOffset.UnixEpoch.AddYears(90)), Cancellation));

        await target.RestoreAsync(await source.BackUpAsync());

        var head = await target.ReadHeadAsync();
        Assert.Equal(
            (1000 + Restorer.Jump, SomeState.LastFencingToken + Restorer.Jump, 55 + Restorer.Jump, DateTimeOffset.UnixEpoch.AddYears(90)),
            (head.Sequence, head.FencingToken, head.Version, head.OccurredAt));
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Should_not_give_a_resource_the_id_of_a_removed_one(DatabaseKind kind)
    {
        await using var source = await FilledAsync(kind);
        await using var target = await ArchiveDatabase.CreateAsync(kind);
        await target.RestoreAsync(await source.BackUpAsync());

        var resource = new Resource { Name = "new" };
        await target.WithAsync(async db =>
        {
            db.Add(resource);
            return await db.SaveChangesAsync(Cancellation);
        });

        Assert.True(resource.Id > SomeState.RemovedResource);
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Should_refuse_a_database_that_is_not_empty(DatabaseKind kind)
    {
        await using var source = await FilledAsync(kind);
        var rows = await source.ReadRowsAsync();

        await Assert.ThrowsAsync<RestoreRefusedException>(async () => await source.RestoreAsync(await source.BackUpAsync()));

        Assert.Equal(rows, await source.ReadRowsAsync());
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Should_replace_what_is_there_when_told(DatabaseKind kind)
    {
        await using var source = await FilledAsync(kind);
        await using var target = await FilledAsync(kind);

        await target.RestoreAsync(await source.BackUpAsync(), replace: true);

        Assert.Equal(await source.ReadRowsAsync(), await target.ReadRowsAsync());
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Should_leave_everything_when_interrupted(DatabaseKind kind)
    {
        await using var source = await FilledAsync(kind);
        await using var target = await FilledAsync(kind);
        var (rows, head) = (await target.ReadRowsAsync(), await target.ReadHeadAsync());
        using var interruption = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await target.RestoreAsync(
            await source.BackUpAsync(), replace: true, progress => Interrupt(progress, interruption), interruption.Token));

        Assert.Equal(rows, await target.ReadRowsAsync());
        Assert.Equivalent(head, await target.ReadHeadAsync());
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Should_refuse_while_an_allocator_relays(DatabaseKind kind)
    {
        await using var source = await FilledAsync(kind);
        await using var target = await ArchiveDatabase.CreateAsync(kind);
        await using var relay = await target.Services.GetRequiredService<IDatabaseLeases>().TryTakeAsync(LeaseName.EventRelay, Cancellation);

        await Assert.ThrowsAsync<RestoreRefusedException>(async () => await target.RestoreAsync(await source.BackUpAsync()));
    }

    [Fact]
    public async Task Should_refuse_numbers_that_would_not_be_exact()
    {
        await using var source = await FilledAsync(DatabaseKind.Sqlite);
        await using var target = await ArchiveDatabase.CreateAsync(DatabaseKind.Sqlite);
        await source.WithAsync(db => db.LedgerHeads.ExecuteUpdateAsync(
            h => h.SetProperty(x => x.FencingToken, Restorer.MaxNumber - Restorer.Jump), Cancellation));

        await Assert.ThrowsAsync<RestoreRefusedException>(async () => await target.RestoreAsync(await source.BackUpAsync()));
    }

    [Fact]
    public async Task Should_be_readable_by_its_owner_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Files have no mode there.");
        await using var source = await FilledAsync(DatabaseKind.Sqlite);
        var path = await source.BackUpAsync();
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
    }

    private static void Interrupt(ArchiveProgress progress, CancellationTokenSource interruption)
    {
        if (progress.Table == "locks") interruption.Cancel();
    }

    private static async Task<ArchiveDatabase> FilledAsync(DatabaseKind kind)
    {
        var database = await ArchiveDatabase.CreateAsync(kind);
        await SomeState.AddAsync(database);
        return database;
    }
}
