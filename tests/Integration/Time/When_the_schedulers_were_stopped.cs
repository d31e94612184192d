namespace RentABot.Integration.Time;

/// <summary>Case 30.</summary>
public sealed class When_the_schedulers_were_stopped
{
    private const int OfEach = 20;
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Should_do_everything_due_exactly_once()
    {
        await using var deployment = await Deployment.StartAsync(schedulers: 2);
        await using var events = await deployment.SubscribeAsync();
        await deployment.EndAsync(deployment.Services.Where(service => service.Kind == ServiceKind.Scheduler));
        var client = deployment.Client();

        var locks = new List<LockView>();
        var waits = new List<ReservationView>();
        var claims = new List<ReservationView>();
        var maintained = new List<long>();
        await client.LockAsync(await client.RegisterAsync("busy", "busy"));
        for (var i = 0; i < OfEach; i++)
        {
            locks.Add(await client.LockAsync(await client.RegisterAsync($"locked-{i}"), ttl: 2));
            waits.Add(await client.ReserveAsync("busy", maxWaitTime: 2));
            await client.RegisterAsync($"claimed-{i}", $"claimed-{i}");
            claims.Add(await client.ReserveAsync($"claimed-{i}", claimWindow: 2));
            maintained.Add(await MaintainAsync(deployment, i));
        }

        // Time passes and nobody tells.
        var last = await deployment.Database.ScalarAsync<DateTimeOffset>("SELECT clock_timestamp() + interval '2 seconds'");
        await Eventually.HoldsAsync(
            async () => await deployment.Database.ScalarAsync<DateTimeOffset>("SELECT clock_timestamp()") > last, Soon, "everything is due");
        await deployment.HostAsync(schedulers: 2);

        await Eventually.HoldsAsync(
            () => locks.TrueForAll(l => Ended(l.ResourceId, "LockExpired"))
                && maintained.TrueForAll(id => Ended(id, "ResourceMarkedAvailable"))
                && waits.Concat(claims).All(r => events.About(r.ReservationId).Any(e => e.Type == "ReservationExpired")),
            Soon,
            "everything due is done");
        Assert.All(locks, l => Assert.Single(events.About(l.ResourceId), e => e.Type == "LockExpired"));
        Assert.All(maintained, id => Assert.Single(events.About(id), e => e.Type == "ResourceMarkedAvailable"));
        Assert.All(waits.Concat(claims), r => Assert.Single(events.About(r.ReservationId), e => e.Type == "ReservationExpired"));

        bool Ended(long resourceId, string type) => events.About(resourceId).Any(e => e.Type == type);
    }

    private static async Task<long> MaintainAsync(Deployment deployment, int number)
    {
        var client = deployment.Client();
        var resource = await client.RegisterAsync($"maintained-{number}");
        var until = await deployment.Database.ScalarAsync<DateTimeOffset>("SELECT date_trunc('milliseconds', clock_timestamp()) + interval '2 seconds'");
        Assert.True((await client.PostAsync($"resources/{resource.Id}/unavailable", new { reason = "firmware", until })).Succeeded);
        return resource.Id;
    }
}
