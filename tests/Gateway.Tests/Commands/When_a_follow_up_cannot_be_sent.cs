using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using RentABot.Contracts;
using RentABot.Gateway.Callers;
using RentABot.Gateway.Commands;
using RentABot.Gateway.Tests.Support;
using RentABot.TestServers;

namespace RentABot.Gateway.Tests.Commands;

public sealed class When_a_follow_up_cannot_be_sent : GatewayTest
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Should_try_again()
    {
        var time = new FakeTimeProvider();
        var trouble = new Trouble { Failures = 3 };
        Host.Bus.ConnectPublishObserver(trouble);
        using var followUps = new FollowUps(Host.Bus, time, NullLogger<FollowUps>.Instance);
        await followUps.StartAsync(Cancelled);
        followUps.Add(new AbandonCommand { CommandId = Guid.NewGuid() }, Caller.Service);
        await Eventually.HoldsAsync(() =>
        {
            time.Advance(TimeSpan.FromSeconds(1));
            return Allocator.All<AbandonCommand>().Count > 0;
        }, Patience, "the follow-up is sent");
        Assert.Equal(0, trouble.Failures);
        await followUps.StopAsync(Cancelled);
    }

    [Fact]
    public async Task Should_give_up_after_some_minutes_and_go_on_with_the_next()
    {
        var time = new FakeTimeProvider();
        var trouble = new Trouble { Failures = int.MaxValue };
        Host.Bus.ConnectPublishObserver(trouble);
        var logs = new System.Collections.Concurrent.ConcurrentQueue<string>();
        using var followUps = new FollowUps(Host.Bus, time, LogKeeper.LoggerOf<FollowUps>(logs));
        await followUps.StartAsync(Cancelled);
        followUps.Add(new AbandonCommand { CommandId = Guid.NewGuid() }, Caller.Service);
        await Eventually.HoldsAsync(() =>
        {
            time.Advance(TimeSpan.FromSeconds(30));
            return logs.Any(line => line.Contains("was not sent: too old", StringComparison.Ordinal));
        }, Patience, "the follow-up is given up");
        trouble.Failures = 0;
        followUps.Add(new AbandonCommand { CommandId = Guid.NewGuid() }, Caller.Service);
        await Allocator.GetsAsync<AbandonCommand>();
        await followUps.StopAsync(Cancelled);
    }

    [Fact]
    public async Task Should_say_it_once_more_when_the_service_stops()
    {
        var trouble = new Trouble { Failures = 1 };
        Host.Bus.ConnectPublishObserver(trouble);

        // Time stands still, so after the failure it waits for ever.
        using var followUps = new FollowUps(Host.Bus, new FakeTimeProvider(), NullLogger<FollowUps>.Instance);
        await followUps.StartAsync(Cancelled);
        followUps.Add(new AbandonCommand { CommandId = Guid.NewGuid() }, Caller.Service);
        await Eventually.HoldsAsync(() => trouble.Failures == 0, Patience, "the first try has failed");
        await followUps.StopAsync(Cancelled);
        await Allocator.GetsAsync<AbandonCommand>();
    }

    [Fact]
    public void Should_drop_what_is_too_much()
    {
        using var followUps = new FollowUps(Host.Bus, TimeProvider.System, NullLogger<FollowUps>.Instance);
        for (var i = 0; i <= 10_000; i++) followUps.Add(new AbandonCommand { CommandId = Guid.NewGuid() }, Caller.Service);
        Assert.Empty(Allocator.All<AbandonCommand>());
        Assert.NotNull(Host.Services.GetServices<IHostedService>().OfType<FollowUps>().Single());
    }

    /// <summary>Lets publishing fail for some times.</summary>
    private sealed class Trouble : IPublishObserver
    {
        public int Failures { get; set; }

        public Task PrePublish<T>(PublishContext<T> context)
            where T : class => Failures-- > 0 ? throw new InvalidOperationException("no way out") : Stay();

        public Task PostPublish<T>(PublishContext<T> context)
            where T : class => Task.CompletedTask;

        public Task PublishFault<T>(PublishContext<T> context, Exception exception)
            where T : class => Task.CompletedTask;

        private Task Stay()
        {
            Failures = 0;
            return Task.CompletedTask;
        }
    }
}
