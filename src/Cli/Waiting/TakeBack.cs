using RentABot.Cli.Api;

namespace RentABot.Cli.Waiting;

/// <summary>Takes back what was asked for, and maybe granted without being heard of, when nobody wants it any more.</summary>
internal sealed class TakeBack(WaitLine line, Interrupts interrupts)
{
    /// <summary>How long to try; after that its own end does it.</summary>
    public static readonly TimeSpan Time = TimeSpan.FromSeconds(10);

    /// <summary>A refusal has changed nothing; anything else may have.</summary>
    public static bool IsUnsettled(Exception exception) => exception is not ProblemException { Problem.IsPassing: false };

    /// <summary>Tries it for some time, or until the next interrupt, and says what became of it.</summary>
    /// <param name="takeBack">Does it.</param>
    /// <param name="done">For who has interrupted it.</param>
    public async Task DoAsync(Func<CancellationToken, Task> takeBack, string done = "interrupted: what was asked for is taken back, and nothing is held")
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(interrupts.Next());
        limit.CancelAfter(Time);
        try
        {
            await takeBack(limit.Token);
            if (interrupts.Signal is not null) line.Say("taken_back", done);
        }
        catch (Exception exception) when (exception is CliException or OperationCanceledException)
        {
            // A refusal says that there is nothing to take back.
            if (IsUnsettled(exception)) line.Warn("not_taken_back", "what was asked for could not be taken back; it ends by itself");
        }
    }
}
