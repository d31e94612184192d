using System.Net;
using System.Net.Sockets;

namespace RentABot.Scheduler.Tests;

/// <summary>A way to a server that can be cut, without disturbing the server's other clients.</summary>
internal sealed class Wire : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _cut = new();
    private readonly List<Task> _connections = [];
    private readonly Task _accepting;

    public Wire(string host, int port)
    {
        _listener.Start();
        _accepting = AcceptAsync(host, port);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Ends all connections and refuses new ones.</summary>
    public async Task CutAsync()
    {
        await _cut.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_connections);
    }

    public async ValueTask DisposeAsync()
    {
        await CutAsync();
        _cut.Dispose();
        _listener.Dispose();
    }

    private async Task AcceptAsync(string host, int port)
    {
        try
        {
            while (true) _connections.Add(ForwardAsync(await _listener.AcceptTcpClientAsync(_cut.Token), host, port));
        }
        catch (OperationCanceledException)
        {
            // The wire was cut.
        }
    }

    private async Task ForwardAsync(TcpClient client, string host, int port)
    {
        using var server = new TcpClient();
        using (client)
        {
            try
            {
                await server.ConnectAsync(host, port, _cut.Token);
                await Task.WhenAny(
                    client.GetStream().CopyToAsync(server.GetStream(), _cut.Token),
                    server.GetStream().CopyToAsync(client.GetStream(), _cut.Token));
            }
            catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException)
            {
                // Either end has hung up.
            }
        }
    }
}
