using System.Buffers.Text;
using System.Text;

namespace RentABot.Load.Http;

/// <summary>A request that is sent again and again with another body.</summary>
internal sealed class PostRequest(string path)
{
    private readonly byte[] _head = Encoding.ASCII.GetBytes(
        $"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: ");

    private readonly byte[] _buffer = new byte[4096];

    /// <returns>Good until the next call.</returns>
    public ReadOnlyMemory<byte> With(ReadOnlySpan<byte> start, ReadOnlySpan<byte> value, ReadOnlySpan<byte> end)
    {
        _head.CopyTo(_buffer, 0);
        var length = _head.Length;
        Utf8Formatter.TryFormat(start.Length + value.Length + end.Length, _buffer.AsSpan(length), out var digits);
        length += digits;
        Append("\r\n\r\n"u8);
        Append(start);
        Append(value);
        Append(end);
        return _buffer.AsMemory(0, length);

        void Append(ReadOnlySpan<byte> bytes)
        {
            bytes.CopyTo(_buffer.AsSpan(length));
            length += bytes.Length;
        }
    }
}
