using MassTransit;
using RentABot.Persistence.Tests.Databases;

namespace RentABot.Persistence.Tests.Sagas;

public sealed class When_a_behaviour_throws
{
    [Theory, ClassData(typeof(EachDatabase))]
    public async Task Should_roll_back_what_it_saved(DatabaseKind kind)
    {
        await using var host = await TallyHost.StartAsync(kind);
        var tally = await host.AddTallyAsync(total: 1);

        await Assert.ThrowsAsync<SpoiledException>(() => host.SendAsync(new Spoil(tally)));

        Assert.Equal(1, (await host.TotalsAsync())[tally]);
        Assert.False(await host.Database.IsWriteLockedAsync());
    }

    [Theory, ClassData(typeof(EachDatabase))]
    public async Task Should_start_afresh_when_the_same_scope_goes_on(DatabaseKind kind)
    {
        await using var host = await TallyHost.StartAsync(kind);
        var tally = await host.AddTallyAsync(total: 1);
        await using var scope = host.CreateScope();

        await Assert.ThrowsAsync<SpoiledException>(() => host.SendAsync(scope, new Spoil(tally)));
        await host.SendAsync(scope, new Add(tally, 2));

        Assert.Equal(3, (await host.TotalsAsync())[tally]);
    }

    [Theory, ClassData(typeof(EachDatabase))]
    public async Task Should_fault_the_message_on_a_bus(DatabaseKind kind)
    {
        await using var host = await TallyHost.StartAsync(kind);
        var tally = await host.AddTallyAsync(total: 1);
        await host.Bus.Start();

        await host.Bus.Bus.Publish(new Spoil(tally), TestContext.Current.CancellationToken);

        Assert.True(await host.Bus.Published.Any<Fault<Spoil>>(TestContext.Current.CancellationToken));
        Assert.Equal(1, (await host.TotalsAsync())[tally]);
    }
}
