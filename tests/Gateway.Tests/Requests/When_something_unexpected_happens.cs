using Microsoft.AspNetCore.Http;
using RentABot.Contracts;
using RentABot.Gateway.Json;
using RentABot.Gateway.Locks;
using RentABot.Gateway.Problems;
using RentABot.Gateway.Tests.Support;

namespace RentABot.Gateway.Tests.Requests;

public sealed class When_something_unexpected_happens : GatewayTest
{
    [Fact]
    public async Task Should_answer_500_without_its_cause_and_log_it()
    {
        await using var other = await new GatewayHost { Clock = { Failure = new FormatException("the secret cause") } }.StartAsync([], null);
        var problem = await other.Client.PostAsync("resources/1/lock").ProblemAsync(500, "internal_error");
        Assert.DoesNotContain("secret", problem.ToString(), StringComparison.Ordinal);
        Assert.Contains(other.Logs, line => line.Contains("POST /api/v1/resources/1/lock failed", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(400, "bad_request")]
    [InlineData(408, "too_slow")]
    [InlineData(413, "too_large")]
    [InlineData(414, "address_too_long")]
    [InlineData(415, "unsupported_media_type")]
    [InlineData(418, "refused")]
    [InlineData(431, "headers_too_large")]
    [InlineData(502, "internal_error")]
    public void Should_have_a_code_for_every_status(int status, string code)
    {
        var problem = ProblemCatalog.OfStatus(status);
        Assert.Equal((status, code), (problem.Status, problem.Code));
    }

    [Fact]
    public async Task Should_take_the_status_of_what_the_server_itself_refuses()
    {
        var handler = new ProblemHandler(Microsoft.Extensions.Logging.Abstractions.NullLogger<ProblemHandler>.Instance);
        var context = new DefaultHttpContext { Response = { Body = new MemoryStream() } };
        await handler.TryHandleAsync(context, new BadHttpRequestException("too long", 413), Cancelled);
        Assert.Equal(413, context.Response.StatusCode);
    }

    [Fact]
    public async Task Should_say_nothing_to_who_has_hung_up()
    {
        var handler = new ProblemHandler(Microsoft.Extensions.Logging.Abstractions.NullLogger<ProblemHandler>.Instance);
        var context = new DefaultHttpContext { Response = { Body = new MemoryStream() }, RequestAborted = new CancellationToken(canceled: true) };
        Assert.True(await handler.TryHandleAsync(context, new IOException("connection reset"), Cancelled));
        Assert.Equal((499, 0), (context.Response.StatusCode, context.Response.Body.Length));
    }

    [Fact]
    public void Should_not_say_a_secret_in_a_text()
    {
        object[] secretive =
        [
            new UnlockRequest { LockToken = Samples.Token },
            new UnlockBatchRequest { LockTokens = [Samples.Token] },
            new ExtendRequest { LockToken = Samples.Token },
            LockResponse.Of(Samples.Granted(), MovableClock.Noon),
        ];
        Assert.All(secretive, value => Assert.DoesNotContain(Samples.Token, value.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Should_never_log_a_token_even_from_a_query_string()
    {
        Allocator.On<UnlockResource>(_ => new UnlockResourceResult { Resource = Samples.Resource() });
        Allocator.On<LockResources>(_ => Samples.Locks(1));
        await Client.PostAsync("resources/1/lock").JsonAsync();
        await Client.PostAsync($"resources/1/unlock?lock_token={Samples.Token}").JsonAsync();
        await Client.PostAsync($"/rentabot/api/v1.0/resources/1/unlock?lock-token={Samples.Token}");
        Allocator.Refuse<UnlockResource>(503, "database_unavailable");
        await Client.PostAsync($"resources/1/unlock?lock_token={Samples.Token}").ProblemAsync(503, "database_unavailable");
        await Client.PostAsync("resources/1/unlock", $$"""{"lock_token": "{{Samples.Token}}", "x": 1}""").ProblemAsync(422, "invalid");
        Assert.NotEmpty(Host.Logs);
        Assert.DoesNotContain(Host.Logs, line => line.Contains(Samples.Token, StringComparison.Ordinal));
    }

    [Fact]
    public void Should_write_instants_in_UTC_to_the_microsecond()
    {
        var instant = new DateTimeOffset(2030, 1, 31, 13, 0, 0, TimeSpan.FromHours(1)).AddTicks(12345678);
        Assert.Equal("2030-01-31T12:00:01.234567Z", Instants.Write(instant));
        Assert.Equal("2030-01-31T12:00:00Z", Instants.Write(new DateTimeOffset(2030, 1, 31, 12, 0, 0, TimeSpan.Zero)));
        Assert.True(Instants.TryRead("2030-01-31T13:00:00.5+01:00", out var read));
        Assert.Equal("2030-01-31T12:00:00.5Z", Instants.Write(read));
        Assert.False(Instants.TryRead("2030-13-31T13:00:00Z", out _));
    }
}
