using System.Net;
using System.Net.Sockets;

namespace RentABot.TestServers;

/// <summary>A port on which nobody listens, for a setting that must name one.</summary>
public static class FreePort
{
    public static int Find()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
