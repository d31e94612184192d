using RentABot.Persistence.Tests.Databases;

namespace RentABot.Persistence.Tests.Sagas;

public sealed class When_an_event_correlates_by_query
{
    [Theory, ClassData(typeof(EachDatabase))]
    public async Task Should_reach_every_match_and_no_other(DatabaseKind kind)
    {
        await using var host = await TallyHost.StartAsync(kind);
        var red = await host.AddTallyAsync(total: 1, team: "red");
        var alsoRed = await host.AddTallyAsync(total: 2, team: "red");
        var blue = await host.AddTallyAsync(total: 3, team: "blue");

        await host.SendAsync(new AddToTeam("red", 10));

        var totals = await host.TotalsAsync();
        Assert.Equal((11, 12, 3), (totals[red], totals[alsoRed], totals[blue]));
    }

    [Theory, ClassData(typeof(EachDatabase))]
    public async Task Should_do_nothing_without_a_match(DatabaseKind kind)
    {
        await using var host = await TallyHost.StartAsync(kind);

        await host.SendAsync(new AddToTeam("red", 10));

        Assert.Empty(await host.TotalsAsync());
    }

    [Theory, ClassData(typeof(EachDatabase))]
    public async Task Should_apply_many_that_come_at_once(DatabaseKind kind)
    {
        await using var host = await TallyHost.StartAsync(kind);
        var red = await host.AddTallyAsync(team: "red");
        var alsoRed = await host.AddTallyAsync(team: "red");

        await Task.WhenAll(
            Enumerable.Range(0, TallyHost.ConcurrentMessages).Select(_ => Task.Run(() => host.SendAsync(new AddToTeam("red", 1)))));

        var totals = await host.TotalsAsync();
        Assert.Equal((TallyHost.ConcurrentMessages, TallyHost.ConcurrentMessages), (totals[red], totals[alsoRed]));
    }
}
