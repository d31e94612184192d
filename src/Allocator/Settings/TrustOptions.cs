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

    /// <summary>
    /// The roles of other broker users, who ask for themselves: <c>readonly</c>, <c>user</c>, <c>maintainer</c> or
    /// <c>admin</c>. One that is not named has <c>readonly</c> where <c>Auth</c> is set, and else may do everything. A
    /// publisher that does not say its <c>user-id</c> is called <c>bus</c>.
    /// </summary>
    public IReadOnlyDictionary<string, string> Roles { get; init; } = new Dictionary<string, string>();
}
