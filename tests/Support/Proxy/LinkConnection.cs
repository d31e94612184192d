using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace RentABot.Support.Proxy;

/// <summary>One connection through a <see cref="Link"/>, and what is under way on it.</summary>
internal sealed class LinkConnection(Link link, Socket client)
{
    private const int PieceSize = 32 * 1024;

    /// <summary>How many pieces may be under way; then the sender has to wait, as with any full buffer.</summary>
    private const int UnderWay = 64;

    private readonly Socket _server = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly CancellationTokenSource _over = new();

    public async Task RunAsync(IPEndPoint server, CancellationToken closed)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(closed, _over.Token);
        client.NoDelay = true;
        try
        {
            await link.PassableAsync(ends.Token);
            await _server.ConnectAsync(server, ends.Token);
            var there = CarryAsync(client, _server, ends.Token);
            var back = CarryAsync(_server, client, ends.Token);
            await Task.WhenAny(there, back);

            // One side has hung up. What is still under way to the other may arrive.
            await Task.WhenAll(there, back).WaitAsync(TimeSpan.FromSeconds(1), CancellationToken.None);
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException or TimeoutException or ObjectDisposedException)
        {
            // It is over, however it ended.
        }
        finally
        {
            Reset();
            client.Dispose();
            _server.Dispose();
        }
    }

    /// <summary>Breaks off at once, and both ends notice.</summary>
    public void Reset()
    {
        if (_over.IsCancellationRequested) return;
        _over.Cancel();
        client.Close(timeout: 0);
        _server.Close(timeout: 0);
    }

    private async Task CarryAsync(Socket from, Socket to, CancellationToken cancellationToken)
    {
        var underWay = Channel.CreateBounded<Piece>(UnderWay);
        var delivering = DeliverAsync(underWay.Reader, to, cancellationToken);
        try
        {
            var buffer = new byte[PieceSize];
            while (await from.ReceiveAsync(buffer, cancellationToken) is > 0 and var length)
            {
                await underWay.Writer.WriteAsync(new Piece(buffer[..length], Stopwatch.GetTimestamp()), cancellationToken);
            }
        }
        finally
        {
            underWay.Writer.Complete();
        }

        await delivering;
        to.Shutdown(SocketShutdown.Send);
    }

    private async Task DeliverAsync(ChannelReader<Piece> underWay, Socket to, CancellationToken cancellationToken)
    {
        await foreach (var piece in underWay.ReadAllAsync(cancellationToken))
        {
            var state = await link.PassableAsync(cancellationToken);
            var wait = state.Delay - Stopwatch.GetElapsedTime(piece.Sent);
            if (state.BytesPerSecond > 0) wait = Positive(wait) + TimeSpan.FromSeconds((double)piece.Bytes.Length / state.BytesPerSecond);
            if (wait > TimeSpan.Zero) await Task.Delay(wait, cancellationToken);

            // It may have been stalled while this piece was under way.
            await link.PassableAsync(cancellationToken);
            for (ReadOnlyMemory<byte> rest = piece.Bytes; rest.Length > 0;) rest = rest[await to.SendAsync(rest, cancellationToken)..];
        }
    }

    private static TimeSpan Positive(TimeSpan wait) => wait > TimeSpan.Zero ? wait : TimeSpan.Zero;

    private readonly record struct Piece(byte[] Bytes, long Sent);
}
