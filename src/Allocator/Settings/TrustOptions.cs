namespace RentABot.Allocator.Settings;

/// <summary>Whose word about a command's caller is believed.</summary>
internal sealed record TrustOptions
{
    public const string Section = "Trust";

    /// <summary>
    /// Broker users, as RabbitMQ verifies them (<c>user-id</c>), whose headers about the caller count: the gateways'.
    /// Without any, the user of this service's own <c>RabbitMq:Url</c>.
    /// </summary>
    public IReadOnlyList<string> BrokerUsers { get; init; } = [];
}
