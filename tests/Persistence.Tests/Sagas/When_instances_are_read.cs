using MassTransit.Saga;
using RentABot.Persistence.Tests.Databases;

namespace RentABot.Persistence.Tests.Sagas;

public sealed class When_instances_are_read
{
    [Theory, ClassData(typeof(EachDatabase))]
    public async Task Should_load_one_by_its_id(DatabaseKind kind)
    {
        await using var host = await TallyHost.StartAsync(kind);
        await host.AddTallyAsync(total: 1);
        var tally = await host.AddTallyAsync(total: 2, team: "red");

        var loaded = await host.LoadRepository.Load(tally);

        Assert.Equal((tally, "red", 2), (loaded.CorrelationId, loaded.Team, loaded.Total));
    }

    [Theory, ClassData(typeof(EachDatabase))]
    public async Task Should_give_null_for_an_unknown_id(DatabaseKind kind)
    {
        await using var host = await TallyHost.StartAsync(kind);
        await host.AddTallyAsync();

        Assert.Null(await host.LoadRepository.Load(Guid.NewGuid()));
    }

    [Theory, ClassData(typeof(EachDatabase))]
    public async Task Should_find_the_ids_that_match(DatabaseKind kind)
    {
        await using var host = await TallyHost.StartAsync(kind);
        var red = await host.AddTallyAsync(team: "red");
        var alsoRed = await host.AddTallyAsync(team: "red");
        await host.AddTallyAsync(team: "blue");

        var found = await host.QueryRepository.Find(new SagaQuery<Tally>(tally => tally.Team == "red"));

        Assert.Equivalent(new[] { red, alsoRed }, found, strict: true);
    }
}
