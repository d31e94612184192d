using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using RentABot.Contracts;
using RentABot.Gateway.Tests.Support;
using RentABot.TestServers;

namespace RentABot.Gateway.Tests.Live;

public sealed class When_a_listener_takes_nothing : IAsyncLifetime
{
    /// <summary>More than server, system and listener keep for a connection.</summary>
    private const int Events = 40;
    private const int Size = 60_000;
    private const int Kept = 4096;

    private readonly GatewayHost _host = new() { OnSocket = true };
    private int _connections;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await _host.StartAsync(
        ["Live:SendTimeout=00:00:00.2"],
        services =>
        {
            services.Configure<SocketTransportOptions>(options => options.CreateBoundListenSocket = address =>
            {
                var listening = SocketTransportOptions.CreateDefaultBoundListenSocket(address);
                listening.SendBufferSize = Kept;
                return listening;
            });
            services.Configure<KestrelServerOptions>(server => server.ConfigureEndpointDefaults(endpoint => endpoint.Use(next => async connection =>
            {
                Interlocked.Increment(ref _connections);
                await next(connection);
                Interlocked.Decrement(ref _connections);
            })));
        });

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Should_cut_off_its_stream_and_count_that()
    {
        await _host.CommitAsync(null, [.. Enumerable.Repeat(EventLog.Registered(1, new string('x', Size)), Events)]);
        using var socket = await AskAsync("GET /api/v1/events?after=0 HTTP/1.1\r\nHost: x\r\n\r\n");
        await ShouldBeCutOffAsync("sse");
    }

    [Fact]
    public async Task Should_cut_off_its_socket_and_count_that()
    {
        var id = Guid.NewGuid();
        await _host.SeedAsync(db => db.Reservations.Add(Samples.ReservationRow(id)));
        using var socket = await AskAsync(
            $"GET /ws/reservations/{id} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n");
        await ShouldCountAsync("rentabot_live_connections{kind=\"websocket\"} 1", "it follows");
        await _host.TellAsync([.. Enumerable.Range(2, Events).Select(revision => EventLog.Reserved<ReservationFulfilled>(
            Samples.Reservation(id, ReservationStatus.Fulfilled) with { Revision = revision, Reason = new string('x', Size) }))]);
        await ShouldBeCutOffAsync("websocket");
    }

    private async Task<Socket> AskAsync(string request)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = Kept };
        await socket.ConnectAsync(_host.Address.Host, _host.Address.Port, Cancelled);
        await socket.SendAsync(Encoding.ASCII.GetBytes(request), Cancelled);
        return socket;
    }

    private async Task ShouldBeCutOffAsync(string kind)
    {
        await ShouldCountAsync($"rentabot_live_cut_off_total{{kind=\"{kind}\"}} 1", "it is cut off");
        await ShouldCountAsync($"rentabot_live_connections{{kind=\"{kind}\"}} 0", "its place is free");

        // But for the one by which that was asked.
        await Eventually.HoldsAsync(() => Volatile.Read(ref _connections) == 1, TimeSpan.FromSeconds(60), "its connection is gone");
    }

    private Task ShouldCountAsync(string line, string what) => Eventually.HoldsAsync(
        async () => (await _host.Client.GetStringAsync(new Uri("/metrics", UriKind.Relative), Cancelled)).Contains(line, StringComparison.Ordinal),
        TimeSpan.FromSeconds(60),
        what);
}
