using RentABot.Cli.Api;
using RentABot.Cli.Commands;
using RentABot.Cli.Output;
using RentABot.Cli.Running;
using RentABot.Cli.Servers;
using RentABot.Cli.Waiting;

namespace RentABot.Cli.Tests;

public sealed class When_a_wait_is_interrupted(SharedServer shared)
{
    private readonly TestServer _server = shared.Server;
    private readonly string _tag = SharedServer.NewWord();

    [Theory]
    [InlineData("INT", 128 + 2, new[] { "run", "--tags", "TAG", "--", "true" })]
    [InlineData("TERM", 128 + 15, new[] { "lock", "--tags", "TAG", "--wait", "1h" })]
    [InlineData("HUP", 128 + 1, new[] { "reserve", "--tags", "TAG", "--wait" })]
    public async Task Should_leave_the_queue(string signal, int expected, string[] args)
    {
        var id = await _server.RegisterAsync(_tag, _tag);
        await _server.LockAsync(id);
        await using var run = CliRun.Start(_server.Url, [.. args.Select(arg => arg == "TAG" ? _tag : arg)]);
        await run.SaysAsync("waiting");
        await run.SignalAsync(signal);

        var (exitCode, _, errors) = await run.EndAsync();
        Assert.Equal(expected, exitCode);
        Assert.EndsWith("\nrentabot: interrupted: what was asked for is taken back, and nothing is held\n", errors, StringComparison.Ordinal);
        Assert.Single(await _server.ReservationsAsync("cancelled", _tag));
        Assert.Empty(await _server.ReservationsAsync("pending", _tag));
    }

    [Fact]
    public async Task Should_keep_a_reservation_that_was_made_before()
    {
        await _server.LockAsync(await _server.RegisterAsync(_tag, _tag));
        await CliRun.OfAsync(_server.Url, "reserve", "--tags", _tag);
        var reservation = Assert.Single(await _server.ReservationsAsync("pending", _tag))["reservation_id"]!.GetValue<string>();
        await using var run = CliRun.Start(_server.Url, "claim", "--wait", reservation);
        await run.SaysAsync("waiting");
        await run.SignalAsync("INT");

        Assert.EndsWith(
            "\nrentabot: interrupted: nothing is locked, and the reservation stays as it is; rentabot cancel gives it up\n",
            (await run.EndAsync()).Errors, StringComparison.Ordinal);
        Assert.Single(await _server.ReservationsAsync("pending", _tag));
    }

    [Fact]
    public async Task Should_take_back_what_was_granted_though_nobody_heard()
    {
        var id = await _server.RegisterAsync(_tag, _tag);
        await using var proxy = new SilentProxy(_server.Url, "/claim");
        await using var run = CliRun.Start(proxy.Url, "run", "--tags", _tag, "--", "echo", "never");
        await proxy.Swallowed;
        Assert.Equal("locked", await _server.StatusAsync(id));
        await run.SignalAsync("INT");

        Assert.Equal((128 + 2, ""), Of(await run.EndAsync()));
        Assert.Equal("available", await _server.StatusAsync(id));
    }

    [Fact]
    public async Task Should_take_back_a_place_that_nobody_heard_of()
    {
        var id = await _server.RegisterAsync(_tag, _tag);
        await _server.LockAsync(id);
        await using var proxy = new SilentProxy(_server.Url, "POST /api/v1/reservations ");
        await using var run = CliRun.Start(proxy.Url, "run", "--tags", _tag, "--", "true");
        await proxy.Swallowed;
        Assert.Single(await _server.ReservationsAsync("pending", _tag));
        await run.SignalAsync("TERM");

        Assert.Equal(128 + 15, (await run.EndAsync()).ExitCode);
        Assert.Single(await _server.ReservationsAsync("cancelled", _tag));
        Assert.Empty(await _server.ReservationsAsync("pending", _tag));
    }

    [Fact]
    public async Task Should_free_what_a_claim_was_granted_though_nobody_heard()
    {
        var id = await _server.RegisterAsync(_tag, _tag);
        await CliRun.OfAsync(_server.Url, "reserve", "--tags", _tag);
        var reservation = Assert.Single(await _server.ReservationsAsync("fulfilled", _tag))["reservation_id"]!.GetValue<string>();
        await using var proxy = new SilentProxy(_server.Url, "/claim");
        await using var run = CliRun.Start(proxy.Url, "claim", reservation);
        await proxy.Swallowed;
        Assert.Equal("locked", await _server.StatusAsync(id));
        await run.SignalAsync("INT");

        Assert.Equal((128 + 2, ""), Of(await run.EndAsync()));
        Assert.Equal("available", await _server.StatusAsync(id));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_free_what_was_granted_but_not_shown_yet(bool shell)
    {
        await using var server = await StandInServer.StartAsync((_, _) =>
            Task.FromResult((200, """{"unlocked": 1, "results": [{"resource_id": 1, "result": "unlocked"}]}""")));
        using var api = new ApiClient(new Server(server.Url, Key: null), TimeProvider.System, _ => { });
        using var interrupts = new Interrupts();
        var session = new Session(api, new Screen(json: false), interrupts, TimeSpan.FromSeconds(10));
        var held = new HeldLock("token", 1, new Resource { Id = 1, Name = "board" }, Deadline.In(TimeProvider.System, TimeSpan.FromHours(1)), default);

        // Between the answer and its print.
        interrupts.Take(Child.Interrupt);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => GrantOutput.ShowAsync(session, new Grant([held], null, "{}"u8.ToArray()), shell));
        Assert.Equal(1, server.CountOf("unlock-batch"));
    }

    private static (int ExitCode, string Output) Of((int ExitCode, string Output, string Errors) run) => (run.ExitCode, run.Output);
}
