using RentABot.Persistence.Tests.Databases;

namespace RentABot.Persistence.Tests.Sagas;

public sealed class When_an_instance_is_finalized
{
    [Theory, ClassData(typeof(EachDatabase))]
    public async Task Should_delete_it(DatabaseKind kind)
    {
        await using var host = await TallyHost.StartAsync(kind);
        var tally = await host.AddTallyAsync();
        var other = await host.AddTallyAsync();

        await host.SendAsync(new Close(tally));

        Assert.Equal([other], (await host.TotalsAsync()).Keys);
    }

    [Theory, ClassData(typeof(EachDatabase))]
    public async Task Should_not_store_one_that_ends_as_it_starts(DatabaseKind kind)
    {
        await using var host = await TallyHost.StartAsync(kind);

        await host.SendAsync(new Close(Guid.NewGuid()));

        Assert.Empty(await host.TotalsAsync());
    }
}
