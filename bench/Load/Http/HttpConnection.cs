using System.Net.Sockets;

namespace RentABot.Load.Http;

/// <summary>
/// One kept connection, one request at a time, each sent as the bytes that it is. The load runs on the same cores as
/// what is measured, and HttpClient takes a third more of them for the same.
/// </summary>
internal sealed class HttpConnection : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] _buffer = new byte[8192];
    private int _received;

    private HttpConnection()
    {
    }

    public static async Task<HttpConnection> OpenAsync(Uri server)
    {
        var connection = new HttpConnection();
        await connection._socket.ConnectAsync(server.Host, server.Port);
        return connection;
    }

    public async ValueTask<HttpAnswer> SendAsync(ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        await _socket.SendAsync(request, cancellationToken);
        _received = 0;
        int headLength;
        while ((headLength = _buffer.AsSpan(0, _received).IndexOf("\r\n\r\n"u8)) < 0) await ReceiveAsync(cancellationToken);

        var bodyLength = 0;
        while (!TryFindBody(headLength, out bodyLength)) await ReceiveAsync(cancellationToken);
        var head = _buffer.AsMemory(0, headLength);
        return new HttpAnswer(new HttpHead(head.Span).Status, head, _buffer.AsMemory(headLength + 4, bodyLength));
    }

    public void Dispose() => _socket.Dispose();

    private async ValueTask ReceiveAsync(CancellationToken cancellationToken)
    {
        if (_received == _buffer.Length) Array.Resize(ref _buffer, 2 * _buffer.Length);
        var count = await _socket.ReceiveAsync(_buffer.AsMemory(_received), cancellationToken);
        _received += count > 0 ? count : throw new WrongAnswerException("The connection was closed in place of an answer.");
    }

    private bool TryFindBody(int headLength, out int length)
    {
        var head = new HttpHead(_buffer.AsSpan(0, headLength));
        var body = _buffer.AsSpan(headLength + 4, _received - headLength - 4);
        if (!head.HasBody)
        {
            length = 0;
            return true;
        }

        length = head.IsChunked ? ChunkedBody.TryJoin(body) : head.Length;
        return length >= 0 && length <= body.Length;
    }
}
