using System.Collections.Concurrent;
using System.Text.Json;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RentABot.Hosting;
using RentABot.TestServers;
using Event = RentABot.Contracts.Event;

namespace RentABot.Allocator.Tests.Relay;

public sealed class When_events_are_relayed
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Should_publish_all_of_them_in_order_with_the_event_id_as_the_message_id_and_the_correlation_id()
    {
        var published = new Published();
        await using var host = await AllocatorHost.StartAsync(published.Observe);
        for (var i = 0; i < 30; i++)
        {
            await host.UnlockAsync(await host.LockAsync(await host.RegisterAsync($"r{i}", "arm")));
        }

        await published.ReachAsync(90);

        var rows = await host.EventsAsync();
        Assert.Equal(rows.Select(r => (r.Sequence, (Guid?)r.EventId, r.Type)), published.Messages.Select(m => (m.Event.Sequence, m.MessageId, m.Event.GetType().Name)));
        Assert.All(published.Messages, m => Assert.Equal((m.Event.EventId, m.Event.EventId), (m.MessageId, m.CorrelationId)));
    }

    [Fact]
    public async Task Should_remember_how_far_all_is_confirmed()
    {
        var published = new Published();
        await using var host = await AllocatorHost.StartAsync(published.Observe);
        for (var i = 0; i < 3; i++) await host.RegisterAsync($"r{i}");

        await ConfirmedAsync(host, 3);

        Assert.Equal(3, published.Messages.Count);
    }

    [Fact]
    public async Task Should_go_on_after_a_restart_where_it_stopped()
    {
        await using var host = await AllocatorHost.StartAsync();
        await host.RegisterAsync("r1");
        await ConfirmedAsync(host, 1);
        var published = new Published();

        await host.RestartAsync(published.Observe);
        await host.RegisterAsync("r2");
        await ConfirmedAsync(host, 2);

        Assert.Equal([2L], published.Messages.Select(m => m.Event.Sequence));
    }

    [Fact]
    public async Task Should_publish_after_a_restart_what_was_committed_before()
    {
        await using var host = await AllocatorHost.StartAsync(WithoutRelay);
        for (var i = 0; i < 3; i++) await host.RegisterAsync($"r{i}");
        var published = new Published();

        await host.RestartAsync(published.Observe);
        await published.ReachAsync(3);

        Assert.Equal([1L, 2L, 3L], published.Messages.Select(m => m.Event.Sequence));
    }

    [Fact]
    public async Task Should_begin_again_after_a_failure_where_all_was_confirmed()
    {
        await using var host = await AllocatorHost.StartAsync(WithoutRelay);
        for (var i = 0; i < 4; i++) await host.RegisterAsync($"r{i}");
        var published = new Published { FailOnceAt = 3 };

        await host.RestartAsync(published.Observe);
        await ConfirmedAsync(host, 4);

        var sequences = published.Messages.Select(m => m.Event.Sequence).ToList();
        Assert.True(published.Failed);
        Assert.Equal([1L, 2L, 3L, 4L], sequences.Distinct().Order());
        Assert.Equal([1L, 2L, 3L, 4L], sequences.TakeLast(4));
    }

    [Fact]
    public async Task Should_begin_again_when_a_publish_never_ends()
    {
        await using var host = await AllocatorHost.StartAsync(WithoutRelay);
        for (var i = 0; i < 4; i++) await host.RegisterAsync($"r{i}");
        var published = new Published { HangOnceAt = 3 };

        await host.RestartAsync(services =>
        {
            published.Observe(services);
            services.AddSingleton<TimeProvider>(new ImpatientTime());
        });
        await ConfirmedAsync(host, 4);

        Assert.True(published.Hangs);
        Assert.Equal([1L, 2L, 3L, 4L], published.Messages.Select(m => m.Event.Sequence).TakeLast(4));
    }

    [Fact]
    public async Task Should_publish_more_than_one_batch()
    {
        await using var host = await AllocatorHost.StartAsync(WithoutRelay);
        await host.DoAsync<ImportResourcesResult>(new ImportResources
        {
            Resources = [.. Enumerable.Range(0, 1001).Select(i => new ResourceDescription { Name = $"r{i}" })],
        });
        var published = new Published();

        await host.RestartAsync(published.Observe);
        await ConfirmedAsync(host, 1001);

        Assert.Equal(Enumerable.Range(1, 1001).Select(i => (long)i), published.Messages.Select(m => m.Event.Sequence));
    }

    [Fact]
    public async Task Should_wake_who_reads_the_log_once_a_batch_and_not_for_long()
    {
        await using var host = await AllocatorHost.StartAsync(WithoutRelay);
        await host.DoAsync<ImportResourcesResult>(new ImportResources
        {
            Resources = [.. Enumerable.Range(0, 1001).Select(i => new ResourceDescription { Name = $"r{i}" })],
        });
        var published = new Published();

        await host.RestartAsync(published.Observe);
        await ConfirmedAsync(host, 1001);

        Assert.Equal([500L, 1000L, 1001L], published.WakeUps.Select(wakeUp => wakeUp.Sequence));
        Assert.All(published.WakeUps, wakeUp => Assert.Equal((false, TimeSpan.FromSeconds(10)), (wakeUp.Durable, wakeUp.Life)));
    }

    private static Task ConfirmedAsync(AllocatorHost host, long sequence) => Eventually.HoldsAsync(
        async () => await host.ReadAsync(db => db.RelayPositions.Select(p => p.Sequence).SingleAsync()) == sequence,
        Soon,
        $"all is confirmed up to {sequence}");

    private static void WithoutRelay(IServiceCollection services) =>
        services.Remove(services.Single(s => s.ImplementationType == typeof(Allocator.Relay.EventRelay)));

    /// <summary>Sees what is published as it leaves, in its order.</summary>
    private sealed class Published : IPublishObserver
    {
        private readonly ConcurrentQueue<(Event Event, Guid? MessageId, Guid? CorrelationId)> _messages = new();

        private readonly ConcurrentQueue<(long Sequence, bool Durable, TimeSpan? Life)> _wakeUps = new();

        public IReadOnlyList<(long Sequence, bool Durable, TimeSpan? Life)> WakeUps => [.. _wakeUps];

        public long FailOnceAt { get; init; }

        public bool Failed { get; private set; }

        public long HangOnceAt { get; init; }

        public bool Hangs { get; private set; }

        public List<(Event Event, Guid? MessageId, Guid? CorrelationId)> Messages => [.. _messages];

        public void Observe(IServiceCollection services) => services.AddSingleton<IPublishObserver>(this);

        public Task ReachAsync(int count) => Eventually.HoldsAsync(() => _messages.Count >= count, Soon, $"{count} events are published");

        public Task PrePublish<T>(PublishContext<T> context)
            where T : class
        {
            var sequence = EventIn(context)?.Sequence;
            if (sequence == FailOnceAt && !Failed)
            {
                Failed = true;
                throw new InvalidOperationException("the broker is away");
            }

            if (sequence is null || sequence != HangOnceAt || Hangs) return Task.CompletedTask;
            Hangs = true;
            return new TaskCompletionSource().Task;
        }

        public Task PostPublish<T>(PublishContext<T> context)
            where T : class
        {
            if (context.Message is EventsAppended grown) _wakeUps.Enqueue((grown.Sequence, context.Durable, context.TimeToLive));
            if (EventIn(context) is { } told) _messages.Enqueue((told, context.MessageId, context.CorrelationId));
            return Task.CompletedTask;
        }

        public Task PublishFault<T>(PublishContext<T> context, Exception exception)
            where T : class => Task.CompletedTask;

        /// <summary>What a listener will read.</summary>
        private static Event? EventIn<T>(PublishContext<T> context)
            where T : class => context.Message is Event
            ? JsonSerializer.Deserialize<T>(context.Serializer.GetMessageBody(context).GetString(), WireJson.Options) as Event
            : null;
    }

    /// <summary>Patience with the broker ends at once.</summary>
    private sealed class ImpatientTime : TimeProvider
    {
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime == Patience ? TimeSpan.FromMilliseconds(50) : dueTime, period);
    }
}
