using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using RentABot.Persistence.Tests.Databases;

namespace RentABot.Persistence.Tests.Sagas;

public sealed class When_events_join_an_open_transaction
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(EachDatabase))]
    public async Task Should_apply_both_to_one_instance(DatabaseKind kind)
    {
        await using var host = await TallyHost.StartAsync(kind);
        await using var scope = host.CreateScope();
        await using var transaction = await BeginAsync(host, scope);
        var tally = Guid.NewGuid();

        await host.SendAsync(scope, new Open(tally));
        await host.SendAsync(scope, new Add(tally, 1));
        await host.SendAsync(scope, new Add(tally, 2));
        await transaction.CommitAsync(Cancellation);

        Assert.Equal(3, (await host.TotalsAsync())[tally]);
    }

    [Theory, ClassData(typeof(EachDatabase))]
    public async Task Should_apply_each_to_its_own_instance(DatabaseKind kind)
    {
        await using var host = await TallyHost.StartAsync(kind);
        var one = await host.AddTallyAsync(total: 1);
        var two = await host.AddTallyAsync(total: 2);
        await using var scope = host.CreateScope();
        await using var transaction = await BeginAsync(host, scope);

        await host.SendAsync(scope, new Add(one, 10));
        await host.SendAsync(scope, new Add(two, 20));
        await transaction.CommitAsync(Cancellation);

        var totals = await host.TotalsAsync();
        Assert.Equal((11, 22), (totals[one], totals[two]));
    }

    [Theory, ClassData(typeof(EachDatabase))]
    public async Task Should_save_and_leave_the_commit_to_the_owner(DatabaseKind kind)
    {
        await using var host = await TallyHost.StartAsync(kind);
        var tally = await host.AddTallyAsync(total: 1);
        await using var scope = host.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<TallyDbContext>();
        await using var transaction = await BeginAsync(host, scope);

        await host.SendAsync(scope, new Add(tally, 1));

        Assert.Same(transaction, db.Database.CurrentTransaction);
        Assert.False(db.ChangeTracker.HasChanges());
        Assert.Equal(1, (await host.TotalsAsync())[tally]);
        await transaction.RollbackAsync(Cancellation);
        Assert.Equal(1, (await host.TotalsAsync())[tally]);
    }

    [Theory, ClassData(typeof(EachDatabase))]
    public async Task Should_work_on_the_instance_that_the_owner_tracks(DatabaseKind kind)
    {
        await using var host = await TallyHost.StartAsync(kind);
        var id = await host.AddTallyAsync(total: 1);
        await using var scope = host.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<TallyDbContext>();
        await using var transaction = await BeginAsync(host, scope);
        var tally = (await db.Tallies.FindAsync([id], Cancellation))!;
        tally.Total = 5;

        await host.SendAsync(scope, new Add(id, 1));
        await transaction.CommitAsync(Cancellation);

        Assert.Equal(6, tally.Total);
        Assert.Equal(6, (await host.TotalsAsync())[id]);
    }

    [Theory, ClassData(typeof(EachDatabase))]
    public async Task Should_work_on_the_instance_that_the_owner_has_yet_to_save(DatabaseKind kind)
    {
        await using var host = await TallyHost.StartAsync(kind);
        await using var scope = host.CreateScope();
        await using var transaction = await BeginAsync(host, scope);
        var tally = new Tally { CorrelationId = Guid.NewGuid(), State = nameof(TallyMachine.Running), Total = 1 };
        scope.ServiceProvider.GetRequiredService<TallyDbContext>().Add(tally);

        await host.SendAsync(scope, new Add(tally.CorrelationId, 1));
        await transaction.CommitAsync(Cancellation);

        Assert.Equal(2, (await host.TotalsAsync())[tally.CorrelationId]);
    }

    [Theory, ClassData(typeof(EachDatabase))]
    public async Task Should_start_anew_once_an_instance_is_finalized(DatabaseKind kind)
    {
        await using var host = await TallyHost.StartAsync(kind);
        var tally = await host.AddTallyAsync(total: 1);
        await using var scope = host.CreateScope();
        await using var transaction = await BeginAsync(host, scope);

        await host.SendAsync(scope, new Close(tally));
        await host.SendAsync(scope, new Add(tally, 5));
        await transaction.CommitAsync(Cancellation);

        Assert.Equal(5, (await host.TotalsAsync())[tally]);
    }

    [Theory, ClassData(typeof(EachDatabase))]
    public async Task Should_leave_nothing_behind_after_a_failure_and_a_rollback_to_a_savepoint(DatabaseKind kind)
    {
        await using var host = await TallyHost.StartAsync(kind);
        var tally = await host.AddTallyAsync(total: 1);
        await using var scope = host.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<TallyDbContext>();
        await using var transaction = await BeginAsync(host, scope);
        var added = Guid.NewGuid();

        await host.SendAsync(scope, new Add(tally, 10));
        await transaction.CreateSavepointAsync("command", Cancellation);
        await host.SendAsync(scope, new Open(added));
        await Assert.ThrowsAsync<SpoiledException>(() => host.SendAsync(scope, new Spoil(tally)));
        Assert.Same(transaction, db.Database.CurrentTransaction);
        await transaction.RollbackToSavepointAsync("command", Cancellation);
        db.ChangeTracker.Clear();
        await host.SendAsync(scope, new Add(tally, 100));
        await transaction.CommitAsync(Cancellation);

        Assert.Equal(new Dictionary<Guid, int> { [tally] = 111 }, await host.TotalsAsync());
    }

    private static Task<IDbContextTransaction> BeginAsync(TallyHost host, AsyncServiceScope scope) =>
        host.Database.WriteTransactions.BeginAsync(scope.ServiceProvider.GetRequiredService<TallyDbContext>(), Cancellation);
}
