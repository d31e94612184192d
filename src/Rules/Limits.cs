namespace RentABot.Rules;

/// <summary>The bounds of everything that a client may send. Durations are whole seconds.</summary>
public static class Limits
{
    public const int MaxQuantity = 1000;
    public const int MaxWaitTime = 604_800;
    public const int MaxClaimWindow = 3600;
    public const int MaxTags = 64;
    public const int MaxTagLength = 64;
    public const int MaxNameLength = 128;
    public const int MaxClientIdLength = 200;

    /// <summary>Of a caller's name: an API key's, a token's subject, or a broker user.</summary>
    public const int MaxActorLength = 200;

    /// <summary>The most that a caller can be allowed to hold and queue for at once.</summary>
    public const int MaxQuota = 1_000_000;
    public const int MaxTextLength = 2000;

    /// <summary>Tags that a label expression names, repeats included.</summary>
    public const int MaxTerms = 100;

    /// <summary>Parentheses of a label expression within each other: bounds what reading and judging it take of the stack.</summary>
    public const int MaxNesting = 100;
    public const int MaxBatch = 1000;
    public const int MaxImport = 10_000;
    public const int MaxTokenLength = 200;

    /// <summary>Each is worked for at the same time, so that none waits for another.</summary>
    public const int MaxWebhooks = 64;

    /// <summary>A year: nothing that a lab lends is lent for longer.</summary>
    public const int MaxLockDuration = 31_536_000;

    public const int MinPriority = 1;
    public const int MaxPriority = 10;
}
