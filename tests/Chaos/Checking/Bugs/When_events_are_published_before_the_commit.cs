using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using RentABot.Persistence.Postgres;
using RentABot.Persistence.Transactions;

namespace RentABot.Chaos.Checking.Bugs;

public sealed class When_events_are_published_before_the_commit
{
    [Fact]
    public async Task Should_find_the_event_of_what_never_was()
    {
        await using var trial = await Trial.StartAsync(services => services.AddSingleton<IWriteTransactions>(provider =>
            new HastyTransactions(new PostgresWriteTransactions(), provider.GetRequiredService<IBus>())));
        var resource = await trial.RegisterAsync("board", "arm");

        HastyTransactions.Failing = true;
        Assert.Null(await trial.Client("unlucky").LockAsync(resource));
        HastyTransactions.Failing = false;
        Assert.NotNull(await trial.Client("lucky").LockAsync(resource));

        var found = Assert.Single(await trial.EndAsync());
        Assert.Equal(DeliveryRule.Name, found.Rule);
        Assert.Contains("not in the log", found.Sentence, StringComparison.Ordinal);
    }
}
