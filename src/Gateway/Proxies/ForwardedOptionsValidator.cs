using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using RentABot.Hosting;

namespace RentABot.Gateway.Proxies;

internal sealed class ForwardedOptionsValidator : IValidateOptions<ForwardedOptions>
{
    public ValidateOptionsResult Validate(string? name, ForwardedOptions options)
    {
        var bounds = new SettingBounds(ForwardedOptions.Section);
        foreach (var (index, proxy) in options.KnownProxies.Index())
        {
            bounds.Require(
                IsAddress(proxy), $"{nameof(options.KnownProxies)}:{index}", proxy, "an address, such as 10.0.0.1 or fd00::1");
        }

        foreach (var (index, network) in options.KnownNetworks.Index())
        {
            bounds.Require(
                IsNetwork(network), $"{nameof(options.KnownNetworks)}:{index}", network, "a network, such as 10.0.0.0/8 or fd00::/8");
        }

        return bounds.Result;
    }

    /// <summary>The parser would take 10.1 for 10.0.0.1, and 010.0.0.1 for 8.0.0.1.</summary>
    private static bool IsAddress(string text) =>
        IPAddress.TryParse(text, out var address)
        && (address.AddressFamily == AddressFamily.InterNetworkV6 || address.ToString() == text);

    private static bool IsNetwork(string text) =>
        System.Net.IPNetwork.TryParse(text, out _) && IsAddress(text[..text.IndexOf('/', StringComparison.Ordinal)]);
}
