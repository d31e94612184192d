namespace RentABot.Chaos.Checking.Bugs;

/// <summary>No scheduler runs, and nothing is asked of the allocator.</summary>
public sealed class When_nobody_watches_deadlines
{
    [Fact]
    public async Task Should_find_the_lock_that_does_not_expire()
    {
        await using var trial = await Trial.StartAsync(schedulers: 0);
        var resource = await trial.RegisterAsync("board", "arm");
        var forgotten = await trial.Client("forgetful").LockAsync(resource, ttl: 1);
        var late = forgotten!.ExpiresAt + TimeSpan.FromSeconds(1.2);
        await Eventually.HoldsAsync(() => trial.Clock.Now > late, TimeSpan.FromSeconds(20), "the lock is overdue");

        var found = Assert.Single(await trial.EndAsync(new Allowances { Load = TimeSpan.Zero }));
        Assert.Equal(ExpiryRule.Name, found.Rule);
    }
}
