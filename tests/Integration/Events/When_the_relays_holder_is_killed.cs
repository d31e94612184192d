using RentABot.Persistence.Leases;

namespace RentABot.Integration.Events;

public sealed class When_the_relays_holder_is_killed
{
    private const int Cycles = 6;

    [Fact]
    public async Task Should_go_on_from_the_other_allocator_and_lose_nothing()
    {
        await using var deployment = await Deployment.CreateAsync();
        await using var events = await deployment.SubscribeAsync();
        var allocators = new List<ServiceProcess>
        {
            await deployment.LaunchAsync(ServiceKind.Allocator),
            await deployment.LaunchAsync(ServiceKind.Allocator),
        };
        await deployment.HostAsync(ServiceKind.Gateway, null, ("Gateway:AnswerTimeout", "00:00:30"));

        // The other allocator carries out what the killed one had, so no client notices anything.
        var mixed = Mix.RunAsync(deployment.Client, Cycles);
        await Eventually.HoldsAsync(() => events.Events.Count > 300 || mixed.IsCompleted, TimeSpan.FromSeconds(60), "the relay is at work");
        var holder = await HolderAsync(deployment.Database);
        await allocators.Single(allocator => allocator.Name == holder).KillAsync();
        await mixed;

        await events.ShouldBeCompleteAsync(deployment.Database);
        Assert.NotEqual(holder, await HolderAsync(deployment.Database));
    }

    private static Task<string> HolderAsync(Database database) => database.ScalarAsync<string>($"""
        SELECT application_name FROM pg_locks JOIN pg_stat_activity USING (pid)
        WHERE locktype = 'advisory' AND granted AND objid = {(int)LeaseName.EventRelay} AND datname = current_database()
        """);
}
