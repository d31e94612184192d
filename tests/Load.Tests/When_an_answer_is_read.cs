using System.Text;
using RentABot.Load.Http;

namespace RentABot.Load.Tests;

public sealed class When_an_answer_is_read
{
    private const string Chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n10\r\n, wide old world\r\n0\r\n\r\n";
    private const string Plain = "HTTP/1.1 200 OK\r\nContent-Length: 11\r\nETag: \"7\"\r\n\r\nhello world";

    [Theory]
    [InlineData(Chunked, "hello, wide old world")]
    [InlineData(Plain, "hello world")]
    public async Task Should_have_its_body_however_it_is_cut(string answer, string body)
    {
        string[][] cuts = [[answer], [.. answer.Select(character => $"{character}")], [.. answer.Chunk(7).Select(piece => new string(piece))]];
        await using var server = new FakeServer(cuts);
        using var connection = await HttpConnection.OpenAsync(server.Url);
        foreach (var _ in cuts)
        {
            var read = await connection.SendAsync(HttpRequest.Get("/"), TestContext.Current.CancellationToken);
            Assert.Equal(body, Encoding.ASCII.GetString(read.Expect(200, "it")));
        }
    }

    [Fact]
    public async Task Should_have_the_next_one_after_one_without_a_body()
    {
        await using var server = new FakeServer(["HTTP/1.1 304 Not Modified\r\nETag: \"7\"\r\n\r\n"], [Plain]);
        using var connection = await HttpConnection.OpenAsync(server.Url);
        Assert.Equal(304, (await connection.SendAsync(HttpRequest.Get("/"), TestContext.Current.CancellationToken)).Status);
        var next = await connection.SendAsync(HttpRequest.Get("/"), TestContext.Current.CancellationToken);
        Assert.Equal("\"7\"", Encoding.ASCII.GetString(new HttpHead(next.Head.Span).Value("etag"u8)));
    }

    [Fact]
    public async Task Should_fail_when_the_connection_ends_in_the_middle()
    {
        await using var server = new FakeServer([Plain[..^3]]);
        using var connection = await HttpConnection.OpenAsync(server.Url);
        await Assert.ThrowsAsync<WrongAnswerException>(
            async () => await connection.SendAsync(HttpRequest.Get("/"), TestContext.Current.CancellationToken));
    }
}
