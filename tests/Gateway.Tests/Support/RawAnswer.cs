using System.Globalization;
using System.Text;
using System.Text.Json;

namespace RentABot.Gateway.Tests.Support;

/// <summary>An answer as it came.</summary>
/// <param name="Status">The status; 0: none came.</param>
/// <param name="Head">Status line and headers.</param>
/// <param name="Body">What came after them.</param>
internal sealed record RawAnswer(int Status, string Head, string Body)
{
    public static RawAnswer Of(string text)
    {
        var parts = text.Split("\r\n\r\n", 2);
        var status = text.StartsWith("HTTP/1.1 ", StringComparison.Ordinal) ? int.Parse(text.AsSpan(9, 3), CultureInfo.InvariantCulture) : 0;
        var answer = new RawAnswer(status, parts[0], parts.Length > 1 ? parts[1] : "");
        return answer.Header("Transfer-Encoding") is null ? answer : answer with { Body = Join(answer.Body) };
    }

    private static string Join(string chunks)
    {
        var body = new StringBuilder();
        var at = 0;
        while (chunks.IndexOf("\r\n", at, StringComparison.Ordinal) is var end && end > at
            && int.TryParse(chunks.AsSpan(at, end - at), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var length)
            && chunks.Length >= end + 2 + length)
        {
            body.Append(chunks, end + 2, length);
            at = Math.Min(chunks.Length, end + 4 + length);
        }

        return body.ToString();
    }

    public string? Header(string name) => Head.Split("\r\n")
        .FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..].Trim();

    /// <summary>The answer is a problem of this kind.</summary>
    public void ShouldBe(int status, string code)
    {
        Assert.True(Status == status, Head + Body);
        Assert.StartsWith("application/problem+json", Header("Content-Type"), StringComparison.Ordinal);
        using var problem = JsonDocument.Parse(Body);
        Assert.Equal(code, problem.RootElement.Text("code"));
    }
}
