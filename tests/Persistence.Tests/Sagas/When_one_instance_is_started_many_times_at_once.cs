using RentABot.Persistence.Tests.Databases;

namespace RentABot.Persistence.Tests.Sagas;

public sealed class When_one_instance_is_started_many_times_at_once
{
    [Theory, ClassData(typeof(EachDatabase))]
    public async Task Should_insert_it_once_before_the_behaviour(DatabaseKind kind)
    {
        await using var host = await TallyHost.StartAsync(kind);
        var tally = Guid.NewGuid();

        await RaceAsync(_ => host.SendAsync(new Open(tally)));

        Assert.Equal([tally], (await host.TotalsAsync()).Keys);
    }

    [Theory, ClassData(typeof(EachDatabase))]
    public async Task Should_insert_it_once_after_the_behaviour(DatabaseKind kind)
    {
        await using var host = await TallyHost.StartAsync(kind);
        var tally = Guid.NewGuid();

        await RaceAsync(_ => host.SendAsync(new Add(tally, 1)));

        Assert.Equal(TallyHost.ConcurrentMessages, (await host.TotalsAsync())[tally]);
    }

    [Theory, ClassData(typeof(EachDatabase))]
    public async Task Should_lose_no_event_that_comes_in_between(DatabaseKind kind)
    {
        await using var host = await TallyHost.StartAsync(kind);
        var tally = Guid.NewGuid();

        await RaceAsync(i => i % 2 == 0 ? host.SendAsync(new Open(tally)) : host.SendAsync(new Add(tally, 1)));

        Assert.Equal(TallyHost.ConcurrentMessages / 2, (await host.TotalsAsync())[tally]);
    }

    private static Task RaceAsync(Func<int, Task> send) =>
        Task.WhenAll(Enumerable.Range(0, TallyHost.ConcurrentMessages).Select(i => Task.Run(() => send(i))));
}
