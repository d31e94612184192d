using System.Net;
using System.Net.Sockets;
using System.Text;

namespace RentABot.Cli.Tests;

/// <summary>
/// Stands before a server, hands everything on, and once keeps an answer to itself: the request was carried out, and whoever
/// made it hears nothing more on that connection.
/// </summary>
internal sealed class SilentProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly TaskCompletionSource _swallowed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _stop = new();
    private readonly Uri _server;
    private readonly string _mark;
    private readonly bool _breaksOff;
    private readonly Task _serving;
    private int _armed = 1;

    /// <param name="server">Where requests go.</param>
    /// <param name="mark">The first request that has this is the one.</param>
    /// <param name="breaksOff">Its connection is closed instead.</param>
    public SilentProxy(Uri server, string mark, bool breaksOff = false)
    {
        (_server, _mark, _breaksOff) = (server, mark, breaksOff);
        _listener.Start();
        Url = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _serving = ServeAsync();
    }

    public Uri Url { get; }

    /// <summary>Ends when an answer has come that is not handed on.</summary>
    public Task Swallowed => _swallowed.Task.WaitAsync(TimeSpan.FromSeconds(60));

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _serving;
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true) _ = HandOnAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task HandOnAsync(TcpClient client)
    {
        using var server = new TcpClient();
        try
        {
            using (client)
            {
                await server.ConnectAsync(_server.Host, _server.Port, _stop.Token);
                var isSilent = false;
                var (near, far) = (client.GetStream(), server.GetStream());
                var there = CopyAsync(near, far, text =>
                {
                    if (text.Contains(_mark, StringComparison.Ordinal) && Interlocked.Exchange(ref _armed, 0) == 1) isSilent = true;
                    return true;
                });
                var back = CopyAsync(far, near, _ =>
                {
                    if (isSilent) _swallowed.TrySetResult();
                    return !isSilent;
                });
                await Task.WhenAny(there, back);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or SocketException)
        {
        }
    }

    /// <summary>Until one side is closed; what is not to go on is dropped.</summary>
    private async Task CopyAsync(NetworkStream from, NetworkStream to, Func<string, bool> goesOn)
    {
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = await from.ReadAsync(buffer, _stop.Token)) > 0)
        {
            if (goesOn(Encoding.Latin1.GetString(buffer, 0, read))) await to.WriteAsync(buffer.AsMemory(0, read), _stop.Token);
            else if (_breaksOff) return;
        }
    }
}
