using System.Net;
using System.Net.Sockets;
using RentABot.Hosting.Webhooks;

namespace RentABot.Scheduler.Webhooks;

/// <summary>
/// Connects to whom the rules allow. A name is resolved here, once, and what is judged is what is connected to: a name that
/// stands for another address a moment later gains nothing by it.
/// </summary>
internal sealed class TargetConnector(TargetRules rules)
{
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses = await AddressesOfAsync(host, cancellationToken);
        var allowed = Array.FindAll(addresses, address => rules.Allows(host, address));
        if (allowed.Length == 0) throw new TargetRefusedException();

        // One after the other, as a name may have addresses that this machine has no way to.
        for (var i = 0; ; i++)
        {
            var socket = new Socket(allowed[i].AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(allowed[i], port, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException) when (i + 1 < allowed.Length)
            {
                socket.Dispose();
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }
    }

    private static async Task<IPAddress[]> AddressesOfAsync(string host, CancellationToken cancellationToken) =>
        IPAddress.TryParse(host, out var address) ? [address] : await Dns.GetHostAddressesAsync(host, cancellationToken);
}
