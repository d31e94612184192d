using System.Collections.Concurrent;
using MassTransit;

namespace RentABot.Scheduler.Tests;

/// <summary>What the bus has published, with how long it may live.</summary>
internal sealed class SentMessages : IPublishObserver
{
    private readonly ConcurrentQueue<(object Message, TimeSpan? TimeToLive)> _sent = new();

    /// <summary>Makes publishing fail.</summary>
    public Exception? Failure { get; set; }

    public IReadOnlyList<object> All => [.. _sent.Select(s => s.Message)];

    public IReadOnlyList<TimeSpan?> TimesToLive => [.. _sent.Select(s => s.TimeToLive)];

    public IReadOnlyList<T> Of<T>() => [.. All.OfType<T>()];

    public void Clear() => _sent.Clear();

    public Task PrePublish<T>(PublishContext<T> context)
        where T : class => Failure is null ? Task.CompletedTask : Task.FromException(Failure);

    public Task PostPublish<T>(PublishContext<T> context)
        where T : class
    {
        _sent.Enqueue((context.Message, context.TimeToLive));
        return Task.CompletedTask;
    }

    public Task PublishFault<T>(PublishContext<T> context, Exception exception)
        where T : class => Task.CompletedTask;
}
