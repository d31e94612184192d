using System.Diagnostics;
using System.Threading.Channels;
using MassTransit;
using RentABot.Gateway.Callers;
using RentABot.Gateway.Traces;
using RentABot.Hosting;

namespace RentABot.Gateway.Commands;

/// <summary>
/// What has to be said to the allocator after a request is over: that its command is abandoned, or its place in the
/// queue given up. Said in the background, again and again for some minutes while the broker is away; what a crash
/// loses here is freed by its own time limit.
/// </summary>
internal sealed partial class FollowUps(IBus bus, TimeProvider time, ILogger<FollowUps> logger) : BackgroundService
{
    private const int Capacity = 10_000;
    private static readonly TimeSpan TryTime = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(5);

    private readonly Channel<FollowUp> _channel = Channel.CreateBounded<FollowUp>(Capacity);

    public void Add(object message, Caller caller)
    {
        var followUp = new FollowUp(message, caller, time.GetTimestamp(), Spans.Present?.Context ?? default);
        if (!_channel.Writer.TryWrite(followUp)) LogDropped(message.GetType().Name, "too many");
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (await _channel.Reader.WaitToReadAsync(stoppingToken))
            {
                // Taken out only once it is said, so that stopping in between loses nothing.
                while (_channel.Reader.TryPeek(out var followUp))
                {
                    await SendAsync(followUp, stoppingToken);
                    _channel.Reader.TryRead(out _);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await SayWhatIsLeftAsync();
        }
    }

    /// <summary>At the end everything is said once more, without patience.</summary>
    private async Task SayWhatIsLeftAsync()
    {
        using var lastWords = new CancellationTokenSource(TryTime, time);
        while (!lastWords.IsCancellationRequested && _channel.Reader.TryRead(out var followUp))
        {
            await TrySendAsync(followUp, lastWords.Token);
        }
    }

    private async Task SendAsync(FollowUp followUp, CancellationToken stoppingToken)
    {
        while (!await TrySendAsync(followUp, stoppingToken))
        {
            stoppingToken.ThrowIfCancellationRequested();
            if (time.GetElapsedTime(followUp.Since) > MaxAge)
            {
                LogDropped(followUp.Message.GetType().Name, "too old");
                return;
            }

            await Task.Delay(Pause, time, stoppingToken);
        }
    }

    private async Task<bool> TrySendAsync(FollowUp followUp, CancellationToken cancellationToken)
    {
        using var span = Spans.OfFollowUp(followUp.Message.GetType().Name, followUp.Request);
        using var patience = new CancellationTokenSource(TryTime, time);
        using var given = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            var published = bus.Publish(followUp.Message, followUp.Message.GetType(), context =>
            {
                context.MessageId = followUp.Id;
                context.Label(followUp.Caller);
            }, given.Token);
            await published.ConfirmedAsync(given.Token);
            return true;
        }
        catch (Exception exception)
        {
            LogNotSent(followUp.Message.GetType().Name, exception.GetType().Name);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Message} could not be sent yet ({Failure})")]
    private partial void LogNotSent(string message, string failure);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Message} was not sent: {Why}")]
    private partial void LogDropped(string message, string why);

    private sealed record FollowUp(object Message, Caller Caller, long Since, ActivityContext Request)
    {
        /// <summary>The same at every try, so that a second arrival changes nothing.</summary>
        public Guid Id { get; } = NewId.NextGuid();
    }
}
