namespace RentABot.Integration.Events;

/// <summary>The relay sends ahead of the broker's confirmations; that must not show.</summary>
public sealed class When_many_things_happen
{
    private const int Cycles = 5;

    /// <summary>In one transaction, and more than the relay takes at once.</summary>
    private const int Imported = 700;

    [Fact]
    public async Task Should_tell_a_subscriber_everything_in_order()
    {
        await using var deployment = await Deployment.CreateAsync();
        await using var events = await deployment.SubscribeAsync();
        await deployment.HostAsync(allocators: 2, gateways: 2, schedulers: 1);

        var mixed = Mix.RunAsync(deployment.Client, Cycles);
        await ImportAsync(deployment.Client(), "as they came");
        await ImportAsync(deployment.Client(), "changed");
        await mixed;

        await events.ShouldBeCompleteAsync(deployment.Database);
        var sequence = events.Events.Select(e => e.Sequence).ToList();
        Assert.True(sequence.Count >= 2000, $"only {sequence.Count} events");
        Assert.Equal(sequence.Order().Distinct(), sequence);
        Assert.Superset(
            new HashSet<string>
            {
                "ResourceRegistered", "ResourceUpdated", "ResourceRemoved", "ResourceMarkedUnavailable", "ResourceMarkedAvailable",
                "LockAcquired", "LockExtended", "LockReleased",
                "ReservationQueued", "ReservationFulfilled", "ReservationClaimed", "ReservationCancelled", "ReservationReleased",
            },
            events.Events.Select(e => e.Type).ToHashSet());
        Assert.All(
            events.Events.Where(e => e.ResourceId is not null).GroupBy(e => e.ResourceId),
            about => Assert.Equal(Enumerable.Range(1, about.Count()), about.Select(e => e.Body.GetProperty("revision").GetInt32())));
    }

    private static async Task ImportAsync(RestClient client, string description) => Assert.True((await client.SendAsync(
        HttpMethod.Put, "resources", Enumerable.Range(0, Imported).ToDictionary(n => $"imported-{n}", _ => new { description }))).Succeeded);
}
