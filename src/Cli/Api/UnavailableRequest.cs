namespace RentABot.Cli.Api;

internal sealed record UnavailableRequest(string Reason, DateTimeOffset? From, DateTimeOffset? Until);
