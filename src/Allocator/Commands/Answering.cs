using MassTransit;
using Microsoft.Extensions.Logging;
using RentABot.Contracts;
using RentABot.Hosting;

namespace RentABot.Allocator.Commands;

/// <summary>Tells whoever sent a command what became of it.</summary>
internal sealed partial class Answering(ILogger<Answering> logger)
{
    /// <summary>Nobody listens for an answer longer; one that is never confirmed would keep its place among the commands at work.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);

    public async Task AnswerAsync(ConsumeContext context, object answer, bool replayed = false)
    {
        // An answer that nobody asked for would be published, to whoever listens, with its tokens.
        if (context.ResponseAddress is null) return;

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            var asker = await context.GetResponseEndpoint<object>();
            var headers = Pipe.Execute<SendContext>(response =>
            {
                if (replayed) response.Headers.Set(CommandHeaders.Replayed, bool.TrueString);
            });
            await asker.Send(answer, answer.GetType(), headers, patience.Token).ConfirmedAsync(patience.Token);
        }
        catch (OperationCanceledException) when (!context.CancellationToken.IsCancellationRequested)
        {
            // The command is done. To fail now would have it repeated, and left to the operators in the end.
            LogNotConfirmed(context.MessageId, Patience.TotalSeconds);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The broker did not confirm the answer to message {MessageId} within {Seconds} s; what it asked for is decided")]
    private partial void LogNotConfirmed(Guid? messageId, double seconds);
}
