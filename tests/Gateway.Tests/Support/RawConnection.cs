using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace RentABot.Gateway.Tests.Support;

/// <summary>A connection on which a test says what it likes, byte by byte.</summary>
internal sealed class RawConnection : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static async Task<RawConnection> OpenAsync(Uri server)
    {
        var connection = new RawConnection();
        await connection._socket.ConnectAsync(server.Host, server.Port, Cancelled);
        return connection;
    }

    /// <summary>What a server answers to one request on a connection of its own.</summary>
    public static async Task<RawAnswer> AskAsync(Uri server, string text)
    {
        using var connection = await OpenAsync(server);
        await connection.SendAsync(text);
        return await connection.ReadAsync();
    }

    /// <summary>Each character is sent as one byte.</summary>
    public async Task SendAsync(string text)
    {
        try
        {
            for (ReadOnlyMemory<byte> bytes = Encoding.Latin1.GetBytes(text); !bytes.IsEmpty;) bytes = bytes[await _socket.SendAsync(bytes, Cancelled)..];
        }
        catch (SocketException)
        {
            // It has said no already and listens no more.
        }
    }

    /// <summary>One answer, or status 0 where the connection ends without one.</summary>
    public async Task<RawAnswer> ReadAsync()
    {
        var text = new StringBuilder();
        var buffer = new byte[16 * 1024];
        try
        {
            while (!IsWhole(text.ToString()))
            {
                var read = await _socket.ReceiveAsync(buffer, Cancelled);
                if (read == 0) break;
                text.Append(Encoding.Latin1.GetString(buffer, 0, read));
            }
        }
        catch (SocketException)
        {
            // What has come so far is all there is.
        }

        return RawAnswer.Of(text.ToString());
    }

    public void Dispose() => _socket.Dispose();

    private static bool IsWhole(string text)
    {
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 0) return false;
        var answer = RawAnswer.Of(text);
        return answer.Header("Transfer-Encoding") is not null ? text.EndsWith("\r\n0\r\n\r\n", StringComparison.Ordinal)
            : answer.Header("Content-Length") is { } length && text.Length >= end + 4 + int.Parse(length, CultureInfo.InvariantCulture);
    }
}
