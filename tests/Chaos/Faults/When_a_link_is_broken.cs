using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using RentABot.Support.Proxy;

namespace RentABot.Chaos.Faults;

public sealed class When_a_link_is_broken : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly TcpListener _server = new(IPAddress.Loopback, 0);
    private Link _link = null!;
    private Socket _near = null!;
    private Socket _far = null!;

    public async ValueTask InitializeAsync()
    {
        _server.Start();
        _link = new Link("client", "server", (IPEndPoint)_server.LocalEndpoint);
        _near = await ConnectAsync();
        _far = await AcceptAsync();
        Assert.Equal(7, await PassAsync(7));
    }

    public async ValueTask DisposeAsync()
    {
        _near.Dispose();
        _far.Dispose();
        await _link.DisposeAsync();
        _server.Dispose();
    }

    [Fact]
    public async Task Should_pass_nothing_while_it_is_mute_and_everything_afterwards()
    {
        _link.State = new LinkState { Stalled = true };
        var passed = PassAsync(8);
        Assert.NotSame(passed, await Task.WhenAny(passed, Task.Delay(TimeSpan.FromMilliseconds(300), TestContext.Current.CancellationToken)));

        _link.State = LinkState.Sound;

        Assert.Equal(8, await passed.WaitAsync(Patience, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Should_pass_late_while_it_is_slow()
    {
        var delay = TimeSpan.FromMilliseconds(200);
        _link.State = new LinkState { Delay = delay };
        var began = Stopwatch.GetTimestamp();

        Assert.Equal(9, await PassAsync(9));

        Assert.True(Stopwatch.GetElapsedTime(began) > delay * 0.9);
    }

    [Fact]
    public async Task Should_end_its_connections_when_it_is_cut_and_take_new_ones_when_it_is_mended()
    {
        _link.State = new LinkState { Cut = true };
        await IsOverAsync(() => Task.FromResult(_near));
        await IsOverAsync(() => Task.FromResult(_far));
        await IsOverAsync(ConnectAsync);

        _link.State = LinkState.Sound;
        _near = await ConnectAsync();
        _far = await AcceptAsync();

        Assert.Equal(10, await PassAsync(10));
    }

    private async Task<Socket> ConnectAsync()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, _link.Port, TestContext.Current.CancellationToken);
        return socket;
    }

    /// <summary>Sends a byte to the server, and returns what has come there.</summary>
    private async Task<int> PassAsync(byte value)
    {
        var received = new byte[1];
        await _near.SendAsync(new[] { value }, TestContext.Current.CancellationToken);
        await ReceiveAsync(_far, received);
        return received[0];
    }

    private static async Task IsOverAsync(Func<Task<Socket>> connect)
    {
        try
        {
            using var socket = await connect();
            Assert.Equal(0, await ReceiveAsync(socket, new byte[1]));
        }
        catch (SocketException)
        {
            // Reset: over as well.
        }
    }

    private static Task<int> ReceiveAsync(Socket socket, byte[] received) => socket
        .ReceiveAsync(received, TestContext.Current.CancellationToken).AsTask()
        .WaitAsync(Patience, TestContext.Current.CancellationToken);

    private Task<Socket> AcceptAsync() => _server
        .AcceptSocketAsync(TestContext.Current.CancellationToken).AsTask()
        .WaitAsync(Patience, TestContext.Current.CancellationToken);
}
