using Microsoft.Extensions.DependencyInjection;
using RentABot.Gateway.Live;

namespace RentABot.Integration.Live;

public sealed class When_two_gateways_tell_of_events
{
    private const int Cycles = 4;

    [Fact]
    public async Task Should_each_tell_everything_once_and_in_order()
    {
        await using var deployment = await Deployment.StartAsync(allocators: 2, gateways: 2);
        var (one, other) = Gateways(deployment);
        await using var first = await EventListener.OpenAsync(one);
        await using var second = await EventListener.OpenAsync(other);

        await Mix.RunAsync(deployment.Client, Cycles);

        var all = await AllAsync(deployment, after: 0);
        Assert.True(all.Count > 300, $"only {all.Count} events");
        await first.HearsAsync(all[^1]);
        await second.HearsAsync(all[^1]);
        Assert.Equal(all, first.Sequences.TakeWhile(sequence => sequence <= all[^1]));
        Assert.Equal(all, second.Sequences.TakeWhile(sequence => sequence <= all[^1]));
    }

    [Fact]
    public async Task Should_tell_what_the_bus_did_not_wake_them_for()
    {
        await using var deployment = await Deployment.StartAsync(allocators: 1, gateways: 0);

        // It hears of nothing: what wakes is attached to a feed that nobody reads.
        var deaf = await deployment.HostAsync(
            ServiceKind.Gateway,
            services => services.AddScoped(provider => new FeedListener(ActivatorUtilities.CreateInstance<EventFeed>(provider))),
            ("Gateway:WaitSweepPeriod", "00:00:00.2"));
        await using var listener = await EventListener.OpenAsync(deaf.Url);

        await Mix.RunAsync(deployment.Client, 1);

        var all = await AllAsync(deployment, after: 0);
        await listener.HearsAsync(all[^1]);
        Assert.Equal(all, listener.Sequences.TakeWhile(sequence => sequence <= all[^1]));
    }

    [Fact]
    public async Task Should_go_on_for_a_client_of_the_other_one()
    {
        await using var deployment = await Deployment.StartAsync(gateways: 2);
        var (one, other) = Gateways(deployment);
        long left;
        List<long> heard;
        await using (var before = await EventListener.OpenAsync(one))
        {
            var mixed = Mix.RunAsync(deployment.Client, Cycles);
            await before.HearsAsync(100);
            heard = [.. before.Sequences];
            left = heard[^1];
            await mixed;
        }

        // A while later, from where it was.
        await Mix.RunAsync(deployment.Client, 1);
        var all = await AllAsync(deployment, after: 0);
        await using var after = await EventListener.OpenAsync(other, left);
        await after.HearsAsync(all[^1]);
        Assert.Equal(all, [.. heard, .. after.Sequences.TakeWhile(sequence => sequence <= all[^1])]);
    }

    [Fact]
    public async Task Should_wake_by_the_bus_and_not_by_looking()
    {
        await using var deployment = await Deployment.StartAsync(gateways: 0);
        var gateway = await deployment.HostAsync(ServiceKind.Gateway, null, ("Gateway:WaitSweepPeriod", "00:01:00"));
        await using var listener = await EventListener.OpenAsync(gateway.Url);
        for (var i = 0; i < 5; i++)
        {
            await deployment.Client().RegisterAsync(Names.Unique("woken"));
            await Eventually.HoldsAsync(() => listener.Sequences.Count > i, TimeSpan.FromSeconds(30), "it is told before it is looked for");
        }
    }

    private static (Uri One, Uri Other) Gateways(Deployment deployment)
    {
        var gateways = deployment.Services.Where(service => service.Kind == ServiceKind.Gateway).ToList();
        return (gateways[0].Url, gateways[1].Url);
    }

    private static Task<IReadOnlyList<long>> AllAsync(Deployment deployment, long after) =>
        deployment.Database.ListAsync<long>($"SELECT sequence FROM events WHERE sequence > {after} ORDER BY sequence");
}
