using System.Net.WebSockets;
using System.Text.Json;
using RentABot.Gateway.Json;

namespace RentABot.Gateway.Live;

/// <summary>A WebSocket to somebody who listens. What comes from there is not looked at, but limited.</summary>
internal sealed class ListenerSocket(WebSocket socket, TimeSpan sendTimeout, TimeProvider time) : IDisposable
{
    private const int MaxMessageSize = 4096;
    private const int MaxMessagesAMinute = 60;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>Sends an object as JSON.</summary>
    /// <exception cref="SlowListenerException">The listener did not take it in time.</exception>
    /// <exception cref="WebSocketException">The listener is gone.</exception>
    public async Task SendAsync<T>(T message, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(sendTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            await socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(message, GatewayJson.Options), WebSocketMessageType.Text, true, either.Token);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            throw new SlowListenerException();
        }
    }

    /// <summary>Reads until the listener closes, or sends what it should not.</summary>
    /// <returns>Why the socket is to be closed.</returns>
    public async Task<SocketEnding> ReadAsync(CancellationToken cancellationToken)
    {
        var buffer = new byte[1024];
        var (size, count, since) = (0, 0, time.GetTimestamp());
        while (true)
        {
            var received = await socket.ReceiveAsync(buffer.AsMemory(), cancellationToken);
            if (received.MessageType == WebSocketMessageType.Close) return SocketEnding.ByListener;
            size += received.Count;
            if (size > MaxMessageSize) return new SocketEnding(WebSocketCloseStatus.MessageTooBig, "messages are not read here");
            if (!received.EndOfMessage) continue;
            size = 0;
            if (time.GetElapsedTime(since) > Minute) (count, since) = (0, time.GetTimestamp());
            if (++count > MaxMessagesAMinute) return new SocketEnding(WebSocketCloseStatus.PolicyViolation, "messages are not read here");
        }
    }

    /// <summary>Says why nothing more comes, and waits a while for the listener to hear it.</summary>
    /// <param name="ending">Why.</param>
    /// <param name="reading">What <see cref="ReadAsync"/> gave.</param>
    public async Task CloseAsync(SocketEnding ending, Task<SocketEnding> reading)
    {
        using var deadline = new CancellationTokenSource(sendTimeout, time);
        try
        {
            await socket.CloseOutputAsync(ending.Status, ending.Reason, deadline.Token);

            // A connection that is dropped with something unread in it takes the farewell with it.
            while (await reading.WaitAsync(deadline.Token) != SocketEnding.ByListener) reading = ReadAsync(deadline.Token);
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException)
        {
            // It is gone, or does not listen.
        }
    }

    public void Abort() => socket.Abort();

    public void Dispose() => socket.Dispose();
}
