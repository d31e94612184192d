namespace RentABot.Cli.Tests;

public sealed class When_an_answer_is_lost(SharedServer shared)
{
    private readonly TestServer _server = shared.Server;
    private readonly string _tag = SharedServer.NewWord();

    [Fact]
    public async Task Should_get_the_lock_that_was_granted()
    {
        var id = await _server.RegisterAsync(_tag);
        await using var proxy = new SilentProxy(_server.Url, "POST /api/v1/resources/lock ", breaksOff: true);

        var run = await CliRun.OfAsync(proxy.Url, "lock", _tag);

        await proxy.Swallowed;
        Assert.Equal(0, run.ExitCode);
        Assert.Single((await _server.GetAsync($"audit?resource_id={id}&event_type=LockAcquired"))["audit"]!.AsArray());
        Assert.Equal("locked", await _server.StatusAsync(id));
    }

    [Fact]
    public async Task Should_take_one_place_in_the_queue()
    {
        await _server.RegisterAsync(_tag, _tag);
        await using var proxy = new SilentProxy(_server.Url, "POST /api/v1/reservations ", breaksOff: true);

        var run = await CliRun.OfAsync(proxy.Url, "run", "--tags", _tag, "--", "echo", "ran");

        await proxy.Swallowed;
        Assert.Equal((0, "ran\n"), (run.ExitCode, run.Output));
        Assert.Single(await _server.ReservationsAsync("released", _tag));
    }

    [Fact]
    public async Task Should_leave_no_place_behind_when_it_is_not_asked_again()
    {
        var id = await _server.RegisterAsync(_tag, _tag);
        await _server.LockAsync(id);
        await using var proxy = new SilentProxy(_server.Url, "POST /api/v1/reservations ", breaksOff: true);

        var run = await CliRun.OfAsync(proxy.Url, "reserve", "--tags", _tag, "--retry", "0");

        Assert.Equal((ExitCodes.Unavailable, ""), (run.ExitCode, run.Output));
        Assert.Single(await _server.ReservationsAsync("cancelled", _tag));
        Assert.Empty(await _server.ReservationsAsync("pending", _tag));
    }

    [Theory]
    [InlineData(503, "allocator_unavailable")]
    [InlineData(409, "request_in_progress")]
    [InlineData(429, "too_many_requests")]
    public async Task Should_give_back_what_was_granted_behind_an_answer_that_says_nothing(int status, string code)
    {
        await using var server = await StandInServer.StartAsync((word, count) => Task.FromResult((word, count) switch
        {
            ("lock", 1) => (status, $$"""{"type": "urn:rent-a-bot:problem:{{code}}", "status": {{status}}, "detail": "Later.", "code": "{{code}}"}"""),
            ("lock", _) => (200, """
                {"locks": [{"lock_token": "secret", "fencing_token": 1, "resource_id": 1, "acquired_at": "2030-01-01T00:00:00Z",
                "expires_at": "2030-01-01T01:00:00Z", "expires_in": 3600, "resource": {"id": 1, "name": "board", "max_lock_duration": 3600}}]}
                """),
            ("unlock-batch", _) => (200, """{"unlocked": 1, "results": [{"resource_id": 1, "result": "unlocked"}]}"""),
            _ => (404, ""),
        }));

        var run = await CliRun.OfAsync(server.Url, "lock", "board", "--retry", "0");

        Assert.Equal("", run.Output);
        Assert.NotEqual(0, run.ExitCode);
        Assert.Equal(1, server.CountOf("unlock-batch"));
    }
}
