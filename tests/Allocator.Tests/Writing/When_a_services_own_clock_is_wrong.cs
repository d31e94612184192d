using Microsoft.Extensions.DependencyInjection;

namespace RentABot.Allocator.Tests.Writing;

public sealed class When_a_services_own_clock_is_wrong
{
    [Theory]
    [InlineData(-3600)]
    [InlineData(3600)]
    public async Task Should_end_nothing_early_and_nothing_late(int seconds)
    {
        await using var host = await AllocatorHost.StartAsync(services => services.AddSingleton<TimeProvider>(new WrongTime(seconds)));
        var resource = await host.RegisterAsync("r1", "arm");
        var granted = await host.LockAsync(resource, ttl: 10);
        Assert.Equal(host.Clock.Now.AddSeconds(10), granted.ExpiresAt);

        await host.SweepAfterAsync(9);
        Assert.Equal(ResourceStatus.Locked, await host.StatusAsync(resource));
        await host.SweepAfterAsync(1);

        Assert.Equal(host.Clock.Now, Assert.Single(await host.EventsAsync<LockExpired>()).OccurredAt);
    }

    private sealed class WrongTime(int seconds) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddSeconds(seconds);
    }
}
