namespace RentABot.Gateway.Access;

/// <summary>How many requests a caller may make: those of an API key or a token together, or those of an address where nobody is asked.</summary>
internal sealed record RateLimitOptions
{
    public const string Section = "RateLimit";

    /// <summary>Requests a minute that a caller may make for good; 0: any number.</summary>
    public int PerMinute { get; init; }

    /// <summary>How many it may make at once after it was silent for a while.</summary>
    public int Burst { get; init; } = 100;
}
