using System.Net;
using Microsoft.Extensions.DependencyInjection;

namespace RentABot.Integration.Time;

/// <summary>Case 31.</summary>
[Collection(Alone.Name)]
public sealed class When_a_clock_is_an_hour_off
{
    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task Should_end_nothing_early_and_nothing_late(int hours)
    {
        await using var deployment = await Deployment.CreateAsync();
        await using var events = await deployment.SubscribeAsync();
        var allocator = await deployment.HostAsync(ServiceKind.Allocator, SetWrong(hours));
        var gateway = await deployment.HostAsync(ServiceKind.Gateway, SetWrong(hours), ("Gateway:AnswerTimeout", "00:00:08"));
        await deployment.HostAsync(ServiceKind.Scheduler, SetWrong(-hours));
        await using var noise = Noise.Measure(deployment);
        var client = deployment.Client(gateway);
        var resource = await client.RegisterAsync("board", "arm");

        var brief = await client.LockAsync(resource, ttl: 1);
        Assert.InRange(brief.ExpiresIn, 0, 1);
        var expired = await events.FirstAsync("LockExpired", e => e.ResourceId == resource.Id);
        noise.InTime(expired.OccurredAt - brief.ExpiresAt);

        var held = await client.LockAsync(resource, ttl: 600);
        var wait = await client.ReserveAsync("arm", maxWaitTime: 1);
        var waited = await events.FirstAsync("ReservationExpired", e => e.ReservationId == wait.ReservationId);
        noise.InTime(waited.OccurredAt - wait.ExpiresAt);
        await client.UnlockAsync(held);

        await RefusesToActAfterItsCallerGaveUpAsync(deployment, client, resource, allocator, hours);
    }

    /// <summary>The instant until which an answer is of use is right as well.</summary>
    private static async Task RefusesToActAfterItsCallerGaveUpAsync(
        Deployment deployment, RestClient client, ResourceView resource, IService allocator, int hours)
    {
        await deployment.EndAsync(allocator);
        var refused = await Task.WhenAll(client.TryLockAsync(resource.Id), client.TryLockAsync(resource.Id, key: "key"));
        Assert.All(refused, answer => answer.ShouldBe(HttpStatusCode.ServiceUnavailable, "allocator_unavailable"));
        await deployment.HostAsync(ServiceKind.Allocator, SetWrong(-hours));

        // Its queue is served in order: this one comes after those.
        await client.LockAsync(resource);
        Assert.Equal(3, await deployment.Database.ScalarAsync<long>("SELECT count(*) FROM locks"));
    }

    private static Action<IServiceCollection> SetWrong(int hours) =>
        services => services.AddSingleton<TimeProvider>(new SkewedTime(TimeSpan.FromHours(hours)));
}
