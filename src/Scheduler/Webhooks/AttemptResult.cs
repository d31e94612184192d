namespace RentABot.Scheduler.Webhooks;

/// <summary>How an attempt ended.</summary>
/// <param name="Status">What the receiver answered; null: nothing.</param>
/// <param name="Error">Why it failed, in a word; null: the receiver took it.</param>
internal sealed record AttemptResult(int? Status, string? Error)
{
    private const int Gone = 410;

    /// <summary>How long the receiver asks to be left alone.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public bool Succeeded => Error is null;

    /// <summary>The receiver wants no more, of anything.</summary>
    public bool IsGone => Status == Gone;

    /// <summary>Nothing was sent.</summary>
    public static AttemptResult NotSent(string error) => new(null, error);
}
