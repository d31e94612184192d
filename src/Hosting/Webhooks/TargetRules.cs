using System.Net;
using Microsoft.Extensions.Options;

namespace RentABot.Hosting.Webhooks;

/// <summary>
/// Which hosts and addresses webhooks may call. Judged by the address that is connected to, whatever a name stood for before.
/// </summary>
public sealed class TargetRules
{
    private const string Any = "*";
    private const string AnyBelow = "*.";

    private readonly HashSet<string> _hosts = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _domains = [];
    private readonly List<IPNetwork> _networks = [];
    private readonly bool _any;

    public TargetRules(IOptions<WebhookOptions> options)
        : this(options.Value.Targets)
    {
    }

    internal TargetRules(IReadOnlyList<string> targets)
    {
        _any = targets.Count == 0;
        foreach (var target in targets)
        {
            if (target == Any) _any = true;
            else if (NetworkOf(target) is { } network) _networks.Add(network);
            else if (target.StartsWith(AnyBelow, StringComparison.Ordinal)) _domains.Add(target[1..]);
            else _hosts.Add(target);
        }
    }

    public static bool IsRule(string? target) =>
        target is not null
        && (target == Any
            || NetworkOf(target) is not null
            || Uri.CheckHostName(target.StartsWith(AnyBelow, StringComparison.Ordinal) ? target[AnyBelow.Length..] : target) == UriHostNameType.Dns);

    /// <summary>Whether there may be an address of this host that may be called. A name's addresses are judged when it is called.</summary>
    /// <param name="host">A host name, or an address without brackets.</param>
    public bool MayAllow(string host) =>
        IPAddress.TryParse(host, out var address)
            ? Allows(host, address)
            : _any || _networks.Count > 0 || IsNamed(host);

    /// <summary>Whether a host may be called at this address.</summary>
    public bool Allows(string host, IPAddress address)
    {
        var reached = SpecialAddresses.Reached(address);
        if (_hosts.Contains(Plain(host))) return true;
        return SpecialAddresses.NetworkOf(reached) is { } special
            ? _networks.Exists(network => network.Contains(reached) && IsWithin(network, special))
            : _any || IsNamed(host) || _networks.Exists(network => network.Contains(reached));
    }

    private static string Plain(string host) => host.TrimEnd('.');

    /// <summary>A wide network that has a special one in it was not listed for that one's sake.</summary>
    private static bool IsWithin(IPNetwork network, IPNetwork special) =>
        network.PrefixLength >= special.PrefixLength && special.Contains(network.BaseAddress);

    private static IPNetwork? NetworkOf(string target) =>
        IPNetwork.TryParse(target, out var network) ? network
        : IPAddress.TryParse(target, out var address) ? new IPNetwork(address, 8 * address.GetAddressBytes().Length)
        : null;

    private bool IsNamed(string host) =>
        _hosts.Contains(Plain(host)) || _domains.Exists(domain => Plain(host).EndsWith(domain, StringComparison.OrdinalIgnoreCase));
}
