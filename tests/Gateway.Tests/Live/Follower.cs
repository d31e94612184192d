using System.Net.WebSockets;
using System.Text.Json;
using RentABot.Gateway.Tests.Support;

namespace RentABot.Gateway.Tests.Live;

/// <summary>A client that follows a reservation by a WebSocket.</summary>
internal sealed class Follower : IAsyncDisposable
{
    private readonly ClientWebSocket _socket = new();

    /// <summary>Why the other side closed.</summary>
    public WebSocketCloseStatus? Status => _socket.CloseStatus;

    public string? Reason => _socket.CloseStatusDescription;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static async Task<Follower> OpenAsync(GatewayHost host, Guid id, params (string Name, string Value)[] headers)
    {
        var follower = new Follower();
        foreach (var (name, value) in headers) follower._socket.Options.SetRequestHeader(name, value);
        await follower._socket.ConnectAsync(new UriBuilder(host.Address) { Scheme = "ws", Path = $"/ws/reservations/{id}" }.Uri, Cancelled);
        return follower;
    }

    /// <summary>The next message; null: it was closed.</summary>
    public async Task<JsonElement?> NextAsync()
    {
        var buffer = new byte[64 * 1024];
        var length = 0;
        while (true)
        {
            var received = await _socket.ReceiveAsync(buffer.AsMemory(length), Cancelled);
            if (received.MessageType == WebSocketMessageType.Close) return null;
            length += received.Count;
            if (received.EndOfMessage) return JsonElement.Parse(buffer.AsSpan(0, length));
        }
    }

    /// <summary>The next message's type and the reservation in it.</summary>
    public async Task<(string? Type, JsonElement Reservation)> HearAsync()
    {
        var message = await NextAsync();
        Assert.NotNull(message);
        return (message.Value.Text("type"), message.Value.GetProperty("reservation"));
    }

    public Task SayAsync(int size) => _socket.SendAsync(new byte[size], WebSocketMessageType.Binary, true, Cancelled);

    public async ValueTask DisposeAsync()
    {
        if (_socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
        {
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        }

        _socket.Dispose();
    }
}
