using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace RentABot.Gateway.Tests.Support;

/// <summary>A connection on which a test says what it likes, byte by byte.</summary>
internal sealed class RawConnection : IDisposable
{
    private const string EndOfHead = "\r\n\r\n";
    private const string LastChunk = "\r\n0\r\n\r\n";

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
        RawAnswer? head = null;
        var bodyAt = 0;
        try
        {
            while (head is null || !IsWhole(text, head, bodyAt))
            {
                var read = await _socket.ReceiveAsync(buffer, Cancelled);
                if (read == 0) break;
                text.Append(Encoding.Latin1.GetString(buffer, 0, read));
                if (head is not null) continue;
                var soFar = text.ToString();
                var end = soFar.IndexOf(EndOfHead, StringComparison.Ordinal);
                if (end >= 0) (head, bodyAt) = (RawAnswer.Of(soFar[..end]), end + EndOfHead.Length);
            }
        }
        catch (SocketException)
        {
            // What has come so far is all there is.
        }

        return RawAnswer.Of(text.ToString());
    }

    public void Dispose() => _socket.Dispose();

    /// <summary>Without a look at all of it: it may be long, and come in many parts.</summary>
    private static bool IsWhole(StringBuilder text, RawAnswer head, int bodyAt) =>
        head.Header("Transfer-Encoding") is not null
            ? text.Length >= LastChunk.Length && text.ToString(text.Length - LastChunk.Length, LastChunk.Length) == LastChunk
            : head.Header("Content-Length") is { } length && text.Length >= bodyAt + int.Parse(length, CultureInfo.InvariantCulture);
}
