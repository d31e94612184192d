using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using RentABot.Hosting;

namespace RentABot.Integration.Faults;

/// <summary>Two processes that declare the same new queue at once would break each other's connections.</summary>
public sealed class When_queues_are_declared : IAsyncLifetime
{
    private const string Queue = "rentabot-some-command";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Pauses _pauses = new();
    private readonly Lifetime _lifetime = new();
    private Uri _broker = null!;
    private IConnection _other = null!;

    public async ValueTask InitializeAsync()
    {
        _broker = await RabbitMqVirtualHost.CreateAsync();
        _other = await Amqp.ConnectAsync(_broker);
    }

    public async ValueTask DisposeAsync()
    {
        _lifetime.Dispose();
        if (_other is null) return;
        await _other.DisposeAsync();
        await RabbitMqVirtualHost.RemoveAsync(_broker);
    }

    [Fact]
    public async Task Should_wait_for_whoever_is_at_it()
    {
        await using var turn = await _other.CreateChannelAsync(cancellationToken: TestContext.Current.CancellationToken);
        await turn.QueueDeclareAsync(QueueDeclarations.Turn, exclusive: true, cancellationToken: TestContext.Current.CancellationToken);
        var declared = StartAsync();

        await _pauses.FirstAsync().WaitAsync(Patience, TestContext.Current.CancellationToken);
        Assert.False(await IsThereAsync());
        await turn.QueueDeleteAsync(QueueDeclarations.Turn, cancellationToken: TestContext.Current.CancellationToken);

        await declared.WaitAsync(Patience, TestContext.Current.CancellationToken);
        Assert.True(await IsThereAsync());
    }

    [Fact]
    public async Task Should_leave_the_turn_to_the_next()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => StartAsync())).WaitAsync(Patience, TestContext.Current.CancellationToken);

        Assert.True(await IsThereAsync());
    }

    [Fact]
    public async Task Should_pass_over_one_that_is_there_and_differs()
    {
        await using var channel = await _other.CreateChannelAsync(cancellationToken: TestContext.Current.CancellationToken);
        await channel.QueueDeclareAsync("rentabot-another", durable: true, exclusive: false, autoDelete: false, cancellationToken: TestContext.Current.CancellationToken);

        await StartAsync("rentabot-another", Queue).WaitAsync(Patience, TestContext.Current.CancellationToken);

        Assert.True(await IsThereAsync());
    }

    [Fact]
    public async Task Should_give_up_when_the_process_stops()
    {
        await using var turn = await _other.CreateChannelAsync(cancellationToken: TestContext.Current.CancellationToken);
        await turn.QueueDeclareAsync(QueueDeclarations.Turn, exclusive: true, cancellationToken: TestContext.Current.CancellationToken);
        var declared = StartAsync();
        await _pauses.FirstAsync().WaitAsync(Patience, TestContext.Current.CancellationToken);

        _lifetime.StopApplication();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => declared.WaitAsync(Patience, TestContext.Current.CancellationToken));
    }

    private Task StartAsync(params string[] queues)
    {
        var options = Options.Create(new RabbitMqOptions { Url = _broker.AbsoluteUri });
        var declarations = new QueueDeclarations(options, _lifetime, _pauses, NullLogger<QueueDeclarations>.Instance);
        foreach (var queue in queues.DefaultIfEmpty(Queue)) declarations.Add(queue);
        return declarations.PreStart(null!);
    }

    private async Task<bool> IsThereAsync()
    {
        await using var channel = await _other.CreateChannelAsync(cancellationToken: TestContext.Current.CancellationToken);
        try
        {
            await channel.QueueDeclarePassiveAsync(Queue, TestContext.Current.CancellationToken);
            return true;
        }
        catch (OperationInterruptedException missing) when (missing.ShutdownReason?.ReplyCode == Constants.NotFound)
        {
            return false;
        }
    }

    /// <summary>Tells that somebody waits.</summary>
    private sealed class Pauses : TimeProvider
    {
        private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task FirstAsync() => _first.Task;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _first.TrySetResult();
            return base.CreateTimer(callback, state, dueTime, period);
        }
    }

    private sealed class Lifetime : IHostApplicationLifetime, IDisposable
    {
        private readonly CancellationTokenSource _stopping = new();

        public CancellationToken ApplicationStarted => CancellationToken.None;

        public CancellationToken ApplicationStopping => _stopping.Token;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication() => _stopping.Cancel();

        public void Dispose() => _stopping.Dispose();
    }
}
