using Microsoft.Extensions.DependencyInjection;
using RentABot.Persistence.Tests.Databases;

namespace RentABot.Persistence.Tests.Sagas;

public sealed class When_no_transaction_is_open
{
    [Theory, ClassData(typeof(EachDatabase))]
    public async Task Should_hold_the_write_lock_for_the_behaviour_and_no_longer(DatabaseKind kind)
    {
        await using var host = await TallyHost.StartAsync(kind);
        var tally = await host.AddTallyAsync();
        var locked = false;

        await host.SendAsync(new Inspect(tally, async () => locked = await host.Database.IsWriteLockedAsync()));

        Assert.True(locked);
        Assert.False(await host.Database.IsWriteLockedAsync());
    }

    [Theory, ClassData(typeof(EachDatabase))]
    public async Task Should_not_trust_what_was_read_before(DatabaseKind kind)
    {
        await using var host = await TallyHost.StartAsync(kind);
        var tally = await host.AddTallyAsync(total: 1);
        await using var scope = host.CreateScope();
        await scope.ServiceProvider.GetRequiredService<TallyDbContext>().Tallies.FindAsync([tally], TestContext.Current.CancellationToken);

        await host.SendAsync(new Add(tally, 10));
        await host.SendAsync(scope, new Add(tally, 100));

        Assert.Equal(111, (await host.TotalsAsync())[tally]);
    }

    [Theory, ClassData(typeof(EachDatabase))]
    public async Task Should_refuse_changes_made_before_the_lock_was_taken(DatabaseKind kind)
    {
        await using var host = await TallyHost.StartAsync(kind);
        var tally = await host.AddTallyAsync(total: 1);
        await using var scope = host.CreateScope();
        scope.ServiceProvider.GetRequiredService<TallyDbContext>().Add(new Tally { CorrelationId = Guid.NewGuid() });

        await Assert.ThrowsAsync<InvalidOperationException>(() => host.SendAsync(scope, new Add(tally, 10)));

        Assert.Equal(new Dictionary<Guid, int> { [tally] = 1 }, await host.TotalsAsync());
    }

    [Fact]
    public async Task Should_lock_the_row_on_PostgreSQL()
    {
        await using var host = await TallyHost.StartAsync(DatabaseKind.Postgres);
        var tally = await host.AddTallyAsync();
        var other = await host.AddTallyAsync();
        var database = (PostgresTestDatabase)host.Database;
        var free = Array.Empty<Guid>();

        await host.SendAsync(new Inspect(tally, async () => free = await database.ReadAsync<Guid[]>(
            """"SELECT array(SELECT "Id" FROM "Team ""Tallies""" FOR UPDATE SKIP LOCKED)"""")));

        Assert.Equal([other], free);
    }
}
