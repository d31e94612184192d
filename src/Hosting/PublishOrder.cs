using MassTransit;

namespace RentABot.Hosting;

/// <summary>
/// Tells when messages may leave in another order than they were published in: MassTransit sends by itself again what the
/// broker did not take, behind what followed, and sends what had to wait for a new connection as it comes. Whoever needs
/// the order stops then, and begins again with the first that was not confirmed.
/// </summary>
public sealed class PublishOrder : IPublishObserver, IDisposable
{
    private CancellationTokenSource _broken = new();

    /// <summary>Cancelled before the bus opens another connection, and as soon as a publish has failed.</summary>
    public CancellationToken Broken => Volatile.Read(ref _broken).Token;

    /// <summary>To be awaited before the bus opens a connection.</summary>
    internal Task BreakAsync() => Interlocked.Exchange(ref _broken, new CancellationTokenSource()).CancelAsync();

    public Task PrePublish<T>(PublishContext<T> context)
        where T : class => Task.CompletedTask;

    public Task PostPublish<T>(PublishContext<T> context)
        where T : class => Task.CompletedTask;

    /// <summary>Comes before the message is sent again, which one that was given up is not.</summary>
    public Task PublishFault<T>(PublishContext<T> context, Exception exception)
        where T : class => exception is OperationCanceledException ? Task.CompletedTask : BreakAsync();

    public void Dispose() => _broken.Dispose();
}
