using MassTransit;
using RentABot.Contracts;

namespace RentABot.Allocator.Commands;

/// <summary>Tells whoever sent a command what became of it.</summary>
internal static class Answering
{
    /// <summary>Nobody listens for an answer longer; one that is never confirmed would keep its place among the commands at work.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>An answer that nobody asked for would be published, to whoever listens, with its tokens.</summary>
    public static Task AnswerAsync(this ConsumeContext context, object answer, bool replayed = false)
    {
        if (context.ResponseAddress is null) return Task.CompletedTask;
        var answered = context.RespondAsync(answer, answer.GetType(), response =>
        {
            if (replayed) response.Headers.Set(CommandHeaders.Replayed, bool.TrueString);
        });
        return answered.WaitAsync(Patience);
    }
}
