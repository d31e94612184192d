using System.Buffers.Text;
using System.Text;

namespace RentABot.Load.Http;

/// <summary>The status line and the headers of an answer, as far as a client needs them that asks one thing at a time.</summary>
internal readonly ref struct HttpHead(ReadOnlySpan<byte> head)
{
    private readonly ReadOnlySpan<byte> _head = head;

    /// <summary>HTTP/1.1 200 OK</summary>
    public int Status => Utf8Parser.TryParse(_head[9..], out int status, out _)
        ? status
        : throw new WrongAnswerException("The answer is not HTTP.");

    public bool HasBody => Status is not (204 or 304);

    public bool IsChunked => Value("transfer-encoding"u8).SequenceEqual("chunked"u8);

    public int Length => Utf8Parser.TryParse(Value("content-length"u8), out int length, out _)
        ? length
        : throw new WrongAnswerException("The answer does not say how long it is.");

    /// <param name="name">In lower case.</param>
    /// <returns>Empty where there is no such header.</returns>
    public ReadOnlySpan<byte> Value(ReadOnlySpan<byte> name)
    {
        var rest = _head;
        while (rest.IndexOf("\r\n"u8) is >= 0 and var end)
        {
            rest = rest[(end + 2)..];
            if (rest.Length <= name.Length || rest[name.Length] != ':' || !Ascii.EqualsIgnoreCase(rest[..name.Length], name)) continue;
            var value = rest[(name.Length + 1)..];
            var stop = value.IndexOf("\r\n"u8);
            return (stop < 0 ? value : value[..stop]).Trim((byte)' ');
        }

        return [];
    }
}
