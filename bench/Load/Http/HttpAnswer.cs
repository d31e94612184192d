using System.Text;

namespace RentABot.Load.Http;

/// <summary>An answer, in the connection's buffer: good until the next request is sent.</summary>
internal readonly record struct HttpAnswer(int Status, ReadOnlyMemory<byte> Head, ReadOnlyMemory<byte> Body)
{
    /// <summary>The body of an answer that had to be a success. Only a refusal is quoted: it holds no lock token.</summary>
    public ReadOnlySpan<byte> Expect(int status, string what) => Status == status
        ? Body.Span
        : throw new WrongAnswerException($"{what} was answered by {Status}: {(Status >= 400 ? Encoding.UTF8.GetString(Body.Span) : "")}");
}
