namespace RentABot.Cli.Api;

internal sealed record UnlockResult
{
    public const string Unlocked = "unlocked";
    public const string AlreadyUnlocked = "already_unlocked";
    public const string LockLost = "lock_lost";
    public const string UnknownToken = "unknown_token";

    public long? ResourceId { get; init; }
    public required string Result { get; init; }
}
