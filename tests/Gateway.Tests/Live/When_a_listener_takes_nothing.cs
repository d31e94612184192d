using System.Net.Sockets;
using System.Text;
using RentABot.Gateway.Tests.Support;
using RentABot.TestServers;

namespace RentABot.Gateway.Tests.Live;

public sealed class When_a_listener_takes_nothing
{
    /// <summary>More than the system keeps for a connection.</summary>
    private const int Events = 500;
    private const int Size = 60_000;

    [Fact]
    public async Task Should_cut_it_off_and_count_that()
    {
        await using var host = await new GatewayHost { OnSocket = true }.StartAsync(["Live:SendTimeout=00:00:00.2"], null);
        await host.CommitAsync(null, [.. Enumerable.Repeat(EventLog.Registered(1, new string('x', Size)), Events)]);
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
        await socket.ConnectAsync(host.Address.Host, host.Address.Port, TestContext.Current.CancellationToken);
        await socket.SendAsync(Encoding.ASCII.GetBytes("GET /api/v1/events?after=0 HTTP/1.1\r\nHost: x\r\n\r\n"), TestContext.Current.CancellationToken);

        await Eventually.HoldsAsync(
            async () =>
            {
                var scrape = await host.Client.GetStringAsync(new Uri("/metrics", UriKind.Relative), TestContext.Current.CancellationToken);
                return scrape.Contains("rentabot_live_cut_off_total{kind=\"sse\"} 1", StringComparison.Ordinal)
                    && scrape.Contains("rentabot_live_connections{kind=\"sse\"} 0", StringComparison.Ordinal);
            },
            TimeSpan.FromSeconds(60),
            "it is cut off");
    }
}
