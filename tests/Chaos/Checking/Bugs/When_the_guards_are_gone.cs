using Microsoft.Extensions.DependencyInjection;
using RentABot.Persistence.Transactions;

namespace RentABot.Chaos.Checking.Bugs;

/// <summary>The unique indexes are dropped and the write lock is not taken.</summary>
public sealed class When_the_guards_are_gone
{
    [Fact]
    public async Task Should_find_two_holders()
    {
        await using var trial = await Trial.StartAsync(
            services => services.AddSingleton<IWriteTransactions, UnguardedTransactions>(), allocators: 2);
        await trial.Database.ExecuteAsync(
            """
            DROP INDEX ix_locks_resource_id;
            DROP INDEX ix_locks_fencing_token;
            ALTER TABLE events DROP CONSTRAINT pk_events
            """);
        var resource = await trial.RegisterAsync("board", "arm");

        await Eventually.HoldsAsync(() => TwoGetItAsync(trial, resource), TimeSpan.FromSeconds(60), "two clients hold the resource");

        // The relay stumbles over events that have the same number: the books are read without waiting for it.
        var found = await trial.EndAsync(waitForEvents: false);
        Assert.Contains(found, violation => violation.Rule == HoldingRule.Name);
        Assert.Contains(found, violation => violation.Rule == LedgerRule.Name);
    }

    private static async Task<bool> TwoGetItAsync(Trial trial, ResourceView resource)
    {
        var clients = Enumerable.Range(0, 4).Select(_ => trial.Client(Names.Unique("client"))).ToList();
        var granted = await Task.WhenAll(clients.Select(client => client.LockAsync(resource)));
        if (granted.Count(one => one is not null) > 1) return true;
        for (var i = 0; i < clients.Count; i++)
        {
            if (granted[i] is { } one) await clients[i].UnlockAsync(one);
        }

        return false;
    }
}
