namespace RentABot.Integration.Locks;

/// <summary>Case 36.</summary>
public sealed class When_two_of_each_service_run(SharedDeployment shared)
{
    private const int Resources = 20;
    private const int Rounds = 3;
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Should_never_grant_twice_and_expire_each_lock_once()
    {
        var deployment = await shared.StartedAsync();
        await using var events = await deployment.SubscribeAsync();
        var tag = Names.Unique("pairs");
        for (var i = 0; i < Resources; i++) await deployment.Client(i).RegisterAsync(Names.Unique(tag), tag);

        for (var round = 1; round <= Rounds; round++)
        {
            // Half as many again as can be served, by both gateways at once.
            var answers = await Task.WhenAll(Enumerable.Range(0, Resources * 3 / 2).Select(i =>
                deployment.Client(i).PostAsync("resources/lock", new { tags = tag, client_id = $"client-{i}", ttl = 2 })));
            var granted = answers.Where(answer => answer.Succeeded).Select(answer => answer.As<LocksView>().Locks.Single()).ToList();
            Assert.Equal(Resources, granted.Select(g => g.ResourceId).Distinct().Count());
            Assert.Equal(Resources, granted.Count);
            Assert.All(answers, answer => Assert.True(answer.Succeeded || answer.Code == "no_resource_available", answer.Raw));

            await Eventually.HoldsAsync(
                () => granted.TrueForAll(g => events.About(g.ResourceId).Count(e => e.Type == "LockExpired") >= round), Soon, "all locks have expired");
            Assert.All(granted, g => Assert.Equal(round, events.About(g.ResourceId).Count(e => e.Type == "LockExpired")));
        }
    }
}
