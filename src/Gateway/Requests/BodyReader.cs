using RentABot.Gateway.Problems;

namespace RentABot.Gateway.Requests;

/// <summary>Reads a whole request body, up to a limit.</summary>
internal static class BodyReader
{
    private const int FirstBuffer = 1024;

    public static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpContext context, int limit)
    {
        var request = context.Request;
        if (IsEncoded(request)) throw new ProblemException(ProblemCatalog.EncodedBody);
        if (request.ContentLength > limit) throw new ProblemException(ProblemCatalog.TooLarge(limit));
        if (request.ContentLength == 0) return ReadOnlyMemory<byte>.Empty;
        var buffer = new byte[Math.Min(limit, (int?)request.ContentLength ?? FirstBuffer) + 1];
        var length = 0;
        while (true)
        {
            var read = await request.Body.ReadAsync(buffer.AsMemory(length), context.RequestAborted);
            length += read;
            if (length > limit) throw new ProblemException(ProblemCatalog.TooLarge(limit));
            if (read == 0) return WithoutByteOrderMark(buffer.AsMemory(0, length));
            if (length == buffer.Length) Array.Resize(ref buffer, (int)Math.Min(limit + 1L, buffer.Length * 2L));
        }
    }

    private static bool IsEncoded(HttpRequest request) =>
        request.Headers.ContentEncoding.ToString() is not "" and var encoding
        && !string.Equals(encoding, "identity", StringComparison.OrdinalIgnoreCase);

    private static ReadOnlyMemory<byte> WithoutByteOrderMark(ReadOnlyMemory<byte> body) =>
        body.Span.StartsWith("\uFEFF"u8) ? body[3..] : body;
}
