using System.Net;
using System.Net.Sockets;

namespace RentABot.Hosting.Webhooks;

/// <summary>Addresses that lead back to this machine, to its link, to a cloud's own services, or to many at once.</summary>
internal static class SpecialAddresses
{
    private static readonly IPNetwork[] Networks =
    [
        .. new[]
        {
            "0.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "224.0.0.0/4", "240.0.0.0/4",
            "::/128", "::1/128", "fe80::/10", "fec0::/10", "ff00::/8",

            // Translated to IPv4 by rules of the network's own, so that nobody can tell where it leads.
            "64:ff9b:1::/48",

            // Where clouds tell their machines' secrets, beside 169.254.169.254.
            "fd00:ec2::254/128", "fd20:ce::254/128", "100.100.100.200/32", "168.63.129.16/32",
        }.Select(network => IPNetwork.Parse(network)),
    ];

    private static readonly IPNetwork Translated = IPNetwork.Parse("64:ff9b::/96");
    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");
    private static readonly IPNetwork Compatible = IPNetwork.Parse("::/96");

    /// <summary>The special network that an address is in; null: it is in none.</summary>
    public static IPNetwork? NetworkOf(IPAddress address)
    {
        foreach (var network in Networks)
        {
            if (network.Contains(address)) return network;
        }

        return null;
    }

    /// <summary>The address that packets come to: an IPv6 address may stand for an IPv4 address.</summary>
    public static IPAddress Reached(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return address;
        if (address.IsIPv4MappedToIPv6) return address.MapToIPv4();
        var bytes = address.GetAddressBytes();
        if (Translated.Contains(address)) return new IPAddress(bytes.AsSpan(12, 4));
        if (SixToFour.Contains(address)) return new IPAddress(bytes.AsSpan(2, 4));

        // But for :: and ::1.
        return Compatible.Contains(address) && bytes.AsSpan(12, 3).ContainsAnyExcept((byte)0) ? new IPAddress(bytes.AsSpan(12, 4)) : address;
    }
}
