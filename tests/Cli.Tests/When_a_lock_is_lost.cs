using System.Text.Json;
using System.Text.Json.Nodes;
using RentABot.Cli.Api;
using RentABot.Cli.Output;
using RentABot.Cli.Running;
using RentABot.Cli.Servers;
using RentABot.Cli.Waiting;
using RentABot.TestServers;

namespace RentABot.Cli.Tests;

public sealed class When_a_lock_is_lost(SharedServer shared)
{
    private readonly TestServer _server = shared.Server;
    private readonly string _tag = SharedServer.NewWord();

    [Fact]
    public async Task Should_stop_the_command_with_all_that_it_has_started()
    {
        var id = await _server.RegisterAsync(_tag);

        // The second one would go on by itself, and does not hear of TERM.
        await using var run = CliRun.Start(
            _server.Url, "run", "--name", _tag, "--ttl", "1h", "--", "sh", "-c",
            "(trap '' TERM; exec sleep 1000) & echo $!; trap 'echo asked; exit 0' TERM; while :; do sleep 0.05; done");
        await run.SaysAsync("\n");
        await _server.HasStatusAsync(id, "locked");
        await _server.UnlockAsync(id, new { force = true, reason = "the board burns" });

        // Long before the next heartbeat, in twenty minutes.
        var (exitCode, output, errors) = await run.EndAsync();
        Assert.Equal(ExitCodes.LockLost, exitCode);
        Assert.EndsWith("asked\n", output, StringComparison.Ordinal);
        Assert.Contains($"the lock of {_tag} is lost", errors, StringComparison.Ordinal);
        var rest = output.Split('\n')[0];
        await Eventually.HoldsAsync(() => !File.Exists($"/proc/{rest}/cmdline") || File.ReadAllText($"/proc/{rest}/cmdline").Length == 0,
            TimeSpan.FromSeconds(30), "what it had started has ended");
    }

    [Theory]
    [InlineData("the board burns", "ended by anonymous: the board burns")]
    [InlineData(null, "ended by anonymous, who gave no reason")]
    public async Task Should_say_who_ended_it_and_why(string? reason, string said)
    {
        var id = await _server.RegisterAsync(_tag);
        await _server.LockAsync(id);
        await _server.UnlockAsync(id, new { force = true, reason });
        await using var follow = CliRun.Start(_server.Url, "events", "--follow", "--json", "--after", "0", "--types", "LockReleased", "--resource", _tag);
        await follow.SaysAsync("}\n");
        var ended = JsonNode.Parse(follow.Output)!["data"].Deserialize(ApiJson.Default.EndedLock)!;

        await using var server = await StandInServer.StartAsync((_, _) => Task.FromResult((410, """{"code":"lock_lost","detail":"It has ended."}""")));
        using var api = new ApiClient(new Server(server.Url, Key: null), TimeProvider.System, _ => { });
        var far = Deadline.In(TimeProvider.System, TimeSpan.FromHours(1));
        var held = new HeldLock("token", ended.Lock.FencingToken, new Resource { Id = id, Name = _tag }, far, far);
        using var heartbeat = new Heartbeat(api, held, TimeSpan.FromHours(1), new WaitLine(new Screen(json: false), quiet: true));
        LockWatch.Tell([heartbeat], ended);

        var lost = await heartbeat.KeepAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.Equal(said, lost.Reason);
    }

    [Fact]
    public async Task Should_kill_a_command_that_does_not_hear()
    {
        var id = await _server.RegisterAsync(_tag);
        await using var run = CliRun.Start(
            _server.Url, "run", "-q", "--name", _tag, "--ttl", "1h", "--grace", "1", "--", "sh", "-c", "trap '' TERM; echo ready; while :; do sleep 0.05; done");
        await run.SaysAsync("ready");
        await _server.UnlockAsync(id, new { force = true });

        // Who wants to hear of nothing but errors hears of this one.
        var (exitCode, _, errors) = await run.EndAsync();
        Assert.Equal(ExitCodes.LockLost, exitCode);
        Assert.Contains($"the lock of {_tag} is lost", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_stop_the_command_also_when_nothing_can_be_said()
    {
        await _server.RegisterAsync(_tag, maxLockDuration: 5);

        var run = await CliRun.ShellAsync(
            _server.Url, "sh",
            $"""
            rentabot run --name {_tag} --ttl 3 -- sh -c 'echo $$ > process; exec sleep 1000' 2> /dev/full
            echo $?
            kill -0 "$(cat process)" 2> /dev/null || echo ended
            """);

        Assert.Equal($"{ExitCodes.LockLost}\nended\n", run.Output);
    }

    [Fact]
    public async Task Should_free_the_others()
    {
        var (one, other) = (await _server.RegisterAsync($"{_tag}-1", _tag), await _server.RegisterAsync($"{_tag}-2", _tag));
        await using var run = CliRun.Start(_server.Url, "run", "--tags", _tag, "-n", "2", "--ttl", "1h", "--", "sleep", "1000");
        await run.SaysAsync("locked");
        await _server.UnlockAsync(one, new { force = true });

        Assert.Equal(ExitCodes.LockLost, (await run.EndAsync()).ExitCode);
        Assert.Equal("available", await _server.StatusAsync(other));
    }

    [Fact]
    public async Task Should_be_told_at_the_end_of_its_longest_life()
    {
        await _server.RegisterAsync(_tag, maxLockDuration: 12);

        var run = await CliRun.OfAsync(_server.Url, "run", "--name", _tag, "--ttl", "8", "--", "sleep", "1000");

        Assert.Equal(ExitCodes.LockLost, run.ExitCode);
        Assert.Contains($"the lock of {_tag} lives no longer than 12s", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_be_told_when_the_server_is_gone_for_longer_than_it_lives()
    {
        await using var own = await TestServer.StartAsync();
        await own.RegisterAsync(_tag);
        await using var run = CliRun.Start(own.Url, "run", "--name", _tag, "--ttl", "5", "--retry", "1s", "--", "sleep", "1000");
        await run.SaysAsync("locked");
        await own.KillAsync();

        var (exitCode, _, errors) = await run.EndAsync();
        Assert.Equal(ExitCodes.LockLost, exitCode);
        Assert.Contains($"the lock of {_tag} is lost", errors, StringComparison.Ordinal);
    }
}
