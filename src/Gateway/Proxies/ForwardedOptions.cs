namespace RentABot.Gateway.Proxies;

/// <summary>
/// Which proxies are believed when they say from where a request came (<c>X-Forwarded-For</c>) and by which scheme
/// (<c>X-Forwarded-Proto</c>); none unless they are named.
/// </summary>
internal sealed record ForwardedOptions
{
    public const string Section = "Forwarded";

    /// <summary>Addresses of proxies, IPv4 or IPv6.</summary>
    public IReadOnlyList<string> KnownProxies { get; init; } = [];

    /// <summary>Networks of proxies, as in <c>10.0.0.0/8</c> or <c>fd00::/8</c>.</summary>
    public IReadOnlyList<string> KnownNetworks { get; init; } = [];
}
