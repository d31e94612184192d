using System.Buffers.Text;

namespace RentABot.Load.Http;

/// <summary>A body that comes in chunks, without trailers.</summary>
internal static class ChunkedBody
{
    /// <summary>Puts the chunks together at the beginning, once all are there, and returns their length; -1 until then.</summary>
    public static int TryJoin(Span<byte> received)
    {
        if (!IsComplete(received)) return -1;
        var (read, written) = (0, 0);
        while (true)
        {
            var (start, length) = NextChunk(received[read..]);
            if (length == 0) return written;
            received.Slice(read + start, length).CopyTo(received[written..]);
            written += length;
            read += start + length + 2;
        }
    }

    private static bool IsComplete(ReadOnlySpan<byte> received)
    {
        while (true)
        {
            var (start, length) = NextChunk(received);
            if (start < 0 || received.Length < start + length + 2) return false;
            if (length == 0) return true;
            received = received[(start + length + 2)..];
        }
    }

    /// <summary>Where its data starts; -1 when not even its length is there.</summary>
    private static (int Start, int Length) NextChunk(ReadOnlySpan<byte> received)
    {
        var end = received.IndexOf("\r\n"u8);
        if (end < 0) return (-1, 0);
        return Utf8Parser.TryParse(received[..end], out int length, out _, 'x')
            ? (end + 2, length)
            : throw new WrongAnswerException("A chunk does not say how long it is.");
    }
}
