namespace RentABot.Scheduler.Webhooks;

/// <summary>When a delivery that failed is attempted again: pauses that grow as the Standard Webhooks specification has them.</summary>
internal static class RetrySchedule
{
    /// <summary>For how long a delivery is attempted.</summary>
    public static readonly TimeSpan GiveUpAfter = TimeSpan.FromHours(24);

    /// <summary>What a receiver may ask for at most.</summary>
    public static readonly TimeSpan LongestRetryAfter = TimeSpan.FromHours(2);

    /// <summary>A pause is longer than it says by up to this share, so that what failed together does not come back together.</summary>
    public const double MostJitter = 0.2;

    private static readonly TimeSpan[] Pauses =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(1), TimeSpan.FromHours(2),
    ];

    /// <param name="attempts">How many have failed, 1 or more.</param>
    /// <param name="chance">From 0 to 1.</param>
    /// <param name="retryAfter">What the receiver asked for.</param>
    public static TimeSpan PauseAfter(int attempts, double chance, TimeSpan? retryAfter)
    {
        var pause = Pauses[Math.Min(attempts, Pauses.Length) - 1] * (1 + (MostJitter * chance));
        return retryAfter is not { } asked || asked <= pause ? pause : asked < LongestRetryAfter ? asked : LongestRetryAfter;
    }
}
