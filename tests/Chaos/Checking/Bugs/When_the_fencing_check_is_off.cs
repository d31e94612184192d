using RentABot.Chaos.History;

namespace RentABot.Chaos.Checking.Bugs;

/// <summary>A resource accepts every fencing token, and a client goes on after its lock has expired.</summary>
public sealed class When_the_fencing_check_is_off
{
    [Fact]
    public async Task Should_find_that_an_earlier_lock_came_back()
    {
        await using var trial = await Trial.StartAsync();
        var resource = await trial.RegisterAsync("board", "arm");

        var paused = await trial.Client("paused").LockAsync(resource, ttl: 1);
        Use("paused", paused!);
        LockView? next = null;
        await Eventually.HoldsAsync(
            async () => (next = await trial.Client(Names.Unique("next")).LockAsync(resource)) is not null,
            TimeSpan.FromSeconds(20),
            "the next one gets the lock");
        Use("next", next!);
        Use("paused", paused!);

        var found = Assert.Single(await trial.EndAsync());
        Assert.Equal(FencingRule.Name, found.Rule);
        Assert.Equal(2, found.Facts.Count);

        void Use(string client, LockView granted) =>
            trial.Add(new SimulatorUse(resource.Id, granted.FencingToken, client, trial.Clock.Now, Accepted: true));
    }
}
