using RentABot.Contracts;
using RentABot.Gateway.Tests.Support;

namespace RentABot.Gateway.Tests.Requests;

/// <summary>On a real socket: these are judged before the API sees them.</summary>
public sealed class When_requests_break_the_limits : IAsyncLifetime
{
    private GatewayHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await new GatewayHost { OnSocket = true }.StartAsync(
        [
            "Http:MaxRequestLine=1024", "Http:MaxHeaders=20", "Http:MaxHeadersSize=2048", "Http:MaxConnections=5",
            "Http:HeadersTimeout=00:00:01", "Http:MinRate=1000000", "Http:RateGrace=00:00:01.1", "Gateway:MaxBodySize=2048",
        ],
        null);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Should_take_a_request_within_them() =>
        Assert.Equal(200, (await AskAsync($"GET /health?{new string('x', 900)} HTTP/1.1\r\nHost: x\r\nA: {new string('x', 1900)}\r\n\r\n")).Status);

    [Fact]
    public async Task Should_take_no_endless_address() =>
        Assert.Equal(414, (await AskAsync($"GET /health?{new string('x', 1100)} HTTP/1.1\r\nHost: x\r\n\r\n")).Status);

    [Fact]
    public async Task Should_take_no_endless_headers() =>
        Assert.Equal(431, (await AskAsync($"GET /health HTTP/1.1\r\nHost: x\r\nA: {new string('x', 2100)}\r\n\r\n")).Status);

    [Fact]
    public async Task Should_not_take_very_many_headers()
    {
        var headers = string.Concat(Enumerable.Range(0, 21).Select(i => $"A{i}: 1\r\n"));
        Assert.Equal(431, (await AskAsync($"GET /health HTTP/1.1\r\nHost: x\r\n{headers}\r\n")).Status);
    }

    [Fact]
    public async Task Should_not_wait_for_headers_for_ever() => Assert.Equal(408, (await AskAsync("GET /health HTTP/1.1\r\nHost: x\r\n")).Status);

    [Fact]
    public async Task Should_not_wait_for_a_body_that_trickles()
    {
        var answer = await AskAsync("POST /api/v1/resources/1/lock HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{\"ttl\"");
        answer.ShouldBe(408, "too_slow");
        Assert.Equal("nosniff", answer.Header("X-Content-Type-Options"));
        Assert.Empty(_host.Allocator.All<LockResources>());
    }

    [Theory]
    [InlineData("Content-Length: 3000\r\n\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n")]
    public async Task Should_take_no_endless_body(string length)
    {
        var chunk = $"3E8\r\n{new string(' ', 1000)}\r\n";
        var answer = await AskAsync(
            $"POST /api/v1/resources/1/lock HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n{length}{chunk}{chunk}{chunk}0\r\n\r\n");
        answer.ShouldBe(413, "too_large");
        Assert.Empty(_host.Allocator.All<LockResources>());
    }

    [Fact]
    public async Task Should_not_serve_more_connections_than_it_may()
    {
        var open = new List<RawConnection>();
        for (var i = 0; i < 5; i++)
        {
            open.Add(await RawConnection.OpenAsync(_host.Address));
            await open[i].SendAsync("GET /health HTTP/1.1\r\nHost: x\r\n\r\n");
            Assert.Equal(200, (await open[i].ReadAsync()).Status);
        }

        Assert.Equal(0, (await AskAsync("GET /health HTTP/1.1\r\nHost: x\r\n\r\n")).Status);
        open.ForEach(connection => connection.Dispose());
    }

    private Task<RawAnswer> AskAsync(string request) => RawConnection.AskAsync(_host.Address, request);
}
