using Microsoft.Extensions.DependencyInjection;
using RentABot.Persistence.Tests.Databases;

namespace RentABot.Persistence.Tests.Sagas;

public sealed class When_an_event_is_read_only
{
    [Theory, ClassData(typeof(EachDatabase))]
    public async Task Should_save_nothing(DatabaseKind kind)
    {
        await using var host = await TallyHost.StartAsync(kind);
        var tally = await host.AddTallyAsync(total: 1);

        await host.SendAsync(new Peek(tally));

        Assert.Equal(1, (await host.TotalsAsync())[tally]);
    }

    [Theory, ClassData(typeof(EachDatabase))]
    public async Task Should_show_the_next_event_none_of_it(DatabaseKind kind)
    {
        await using var host = await TallyHost.StartAsync(kind);
        var tally = await host.AddTallyAsync(total: 1);
        await using var scope = host.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<TallyDbContext>();

        await using (var transaction = await host.Database.WriteTransactions.BeginAsync(db, TestContext.Current.CancellationToken))
        {
            await host.SendAsync(scope, new Add(tally, 2));
            await host.SendAsync(scope, new Peek(tally));
            await host.SendAsync(scope, new Add(tally, 4));
            await transaction.CommitAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal(7, (await host.TotalsAsync())[tally]);
    }
}
