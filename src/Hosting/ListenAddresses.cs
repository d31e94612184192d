using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace RentABot.Hosting;

/// <summary>Where a service is to listen.</summary>
internal static class ListenAddresses
{
    /// <summary>
    /// Before anything starts: the server is the last to start, and what it says about an address that somebody has comes
    /// with the complaints of all that has to stop again.
    /// </summary>
    /// <param name="urls">As the setting <c>Urls</c> has them, with semicolons between.</param>
    /// <exception cref="SettingsException">Nobody can listen there.</exception>
    public static void Check(string urls)
    {
        foreach (var url in urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            try
            {
                var address = BindingAddress.Parse(url);
                if (address.IsUnixPipe || address.IsNamedPipe || address.Port == 0) continue;
                using var listener = new TcpListener(IPOf(address.Host), address.Port);
                listener.Start();
            }
            catch (Exception exception) when (exception is FormatException or SocketException or ArgumentOutOfRangeException)
            {
                throw new SettingsException(
                    $"cannot listen at {url} ({exception.Message}); give another address by Urls, or --host and --port of the standalone program");
            }
        }
    }

    /// <summary>As Kestrel reads it: what is no address is every one.</summary>
    private static IPAddress IPOf(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase) ? IPAddress.Loopback
        : IPAddress.TryParse(host, out var address) ? address
        : IPAddress.Any;
}
