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
}
