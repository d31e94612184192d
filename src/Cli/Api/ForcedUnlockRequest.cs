namespace RentABot.Cli.Api;

internal sealed record ForcedUnlockRequest(bool Force, string? Reason);
