using System.Net;
using System.Net.Sockets;
using System.Text;

namespace RentABot.Load.Tests;

/// <summary>Answers one connection after the script, in the pieces that it says, whatever is asked.</summary>
internal sealed class FakeServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task _serving;

    public FakeServer(params string[][] answers)
    {
        _listener.Start();
        Url = new Uri($"http://{_listener.LocalEndpoint}");
        _serving = ServeAsync(answers);
    }

    public Uri Url { get; }

    public static string[] Json(string body) => [$"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\n\r\n{body}"];

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _serving;
    }

    private async Task ServeAsync(string[][] answers)
    {
        using var socket = await _listener.AcceptSocketAsync();
        socket.NoDelay = true;
        var asked = new byte[65536];
        foreach (var answer in answers)
        {
            if (await socket.ReceiveAsync(asked) == 0) return;
            foreach (var piece in answer)
            {
                await socket.SendAsync(Encoding.ASCII.GetBytes(piece));
                // Else the pieces might arrive as one.
                await Task.Yield();
            }
        }
    }
}
