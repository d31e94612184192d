using RentABot.Persistence.Tests.Databases;

namespace RentABot.Persistence.Tests.Sagas;

public sealed class When_many_events_reach_one_instance_at_once
{
    [Theory, ClassData(typeof(EachDatabase))]
    public async Task Should_apply_them_all(DatabaseKind kind)
    {
        const int messages = 200;
        await using var host = await TallyHost.StartAsync(kind);
        var tally = await host.AddTallyAsync();
        await host.Bus.Start();

        await Task.WhenAll(Enumerable.Range(0, messages).Select(_ => host.Bus.Bus.Publish(new Add(tally, 1))));
        var failures = 0;
        await foreach (var consumed in host.Bus.Consumed.SelectAsync<Add>(TestContext.Current.CancellationToken).Take(messages))
            failures += consumed.Exception is null ? 0 : 1;

        Assert.Equal(0, failures);
        Assert.Equal(messages, (await host.TotalsAsync())[tally]);
    }
}
