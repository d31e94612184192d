using System.Text.Json.Nodes;
using RentABot.TestServers;

namespace RentABot.Cli.Tests;

public sealed class When_a_command_runs_with_locks(SharedServer shared)
{
    private readonly TestServer _server = shared.Server;
    private readonly string _tag = SharedServer.NewWord();

    [Fact]
    public async Task Should_tell_it_what_it_has_and_end_as_it_ends()
    {
        await _server.RegisterAsync($"{_tag}-a", $"{_tag},usb", endpoint: "tcp://10.0.0.5:2000");
        await _server.RegisterAsync($"{_tag}-b", _tag, endpoint: "it's \"here\" $HOME");

        var run = await CliRun.OfAsync(
            _server.Url, "run", "--tags", _tag, "-n", "2", "--ttl", "1m", "--", "sh", "-c",
            """
            echo "$RENTABOT_RESOURCES|$RENTABOT_RESOURCE_COUNT"
            echo "$RENTABOT_RESOURCE_1_NAME|$RENTABOT_RESOURCE_1_ENDPOINT|$RENTABOT_RESOURCE_1_TAGS"
            echo "$RENTABOT_RESOURCE_2_NAME|$RENTABOT_RESOURCE_2_ENDPOINT|$RENTABOT_RESOURCE_2_TAGS"
            [ "$RENTABOT_RESOURCE_1_FENCING_TOKEN" -gt 0 ] && [ "$RENTABOT_RESOURCE_2_FENCING_TOKEN" -gt 0 ] && echo fenced
            env | grep -i -e token -e secret | grep -v FENCING
            exit 23
            """);

        Assert.Equal(23, run.ExitCode);
        string[] lines = [.. run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)];
        Assert.Equal(4, lines.Length);
        Assert.Contains($"{_tag}-a", lines[0], StringComparison.Ordinal);
        Assert.EndsWith("|2", lines[0], StringComparison.Ordinal);
        Assert.Equal(
            [$"{_tag}-a|tcp://10.0.0.5:2000|{_tag},usb", $"{_tag}-b|it's \"here\" $HOME|{_tag}"],
            lines[1..3].Order(StringComparer.Ordinal));
        Assert.Equal("fenced", lines[3]);
        var page = await _server.GetAsync($"resources?tags={_tag}&available=true");
        Assert.Equal(2, page["total"]!.GetValue<int>());
    }

    [Fact]
    public async Task Should_give_it_its_words_as_they_are()
    {
        await _server.RegisterAsync(_tag);

        var run = await CliRun.OfAsync(_server.Url, "run", "-q", "--name", _tag, "--", "printf", "%s\n", "--json", "-n", "@file", "--", "a b", "");

        Assert.Equal((0, "--json\n-n\n@file\n--\na b\n\n", ""), run);
    }

    [Fact]
    public async Task Should_extend_the_locks_for_as_long_as_it_runs()
    {
        var id = await _server.RegisterAsync(_tag);
        await using var run = CliRun.Start(_server.Url, "run", "--name", _tag, "--ttl", "10", "--", "sh", "-c", "read line; exit 4");
        await _server.HasStatusAsync(id, "locked");

        // More than the life of a lock that nobody extends.
        await Eventually.HoldsAsync(
            async () => run.Errors.Contains("lost", StringComparison.Ordinal) ? throw new InvalidOperationException(run.Errors)
                : (await _server.GetAsync($"audit?resource_id={id}&event_type=LockExtended"))["audit"]!.AsArray().Count >= 4,
            TimeSpan.FromSeconds(60), "the lock was extended four times");
        Assert.Equal("locked", await _server.StatusAsync(id));

        Assert.Equal(4, (await run.EndAsync("go on\n")).ExitCode);
        Assert.Equal("available", await _server.StatusAsync(id));
    }

    [Fact]
    public async Task Should_say_in_json_what_happens_and_never_a_token()
    {
        var id = await _server.RegisterAsync(_tag, _tag);
        var token = await _server.LockAsync(id);
        await using var run = CliRun.Start(_server.Url, "run", "--json", "--tags", _tag, "--", "true");
        await run.SaysAsync("waiting");
        await _server.UnlockAsync(id, new { lock_token = token });
        var (exitCode, output, errors) = await run.EndAsync();

        Assert.Equal((0, ""), (exitCode, output));
        Assert.DoesNotContain("lock_token", errors, StringComparison.Ordinal);
        var events = errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!).ToList();
        Assert.Equal(["queued", "waiting", "locked"], events.Select(one => one["event"]!.GetValue<string>()));
        Assert.Equal(1, events[1]["reservation"]!["position_in_queue"]!.GetValue<int>());
    }

    [Fact]
    public async Task Should_wait_for_its_turn()
    {
        var id = await _server.RegisterAsync(_tag, _tag);
        await using var first = CliRun.Start(_server.Url, "run", "--tags", _tag, "--", "sh", "-c", "read line; echo first");
        await _server.HasStatusAsync(id, "locked");
        await using var second = CliRun.Start(_server.Url, "run", "--tags", _tag, "--", "sh", "-c", "echo second on $RENTABOT_RESOURCES");
        await second.SaysAsync("rentabot: waiting: position 1; 1 match: 1 locked; served in about ");

        Assert.Equal((0, "first\n"), Of(await first.EndAsync("\n")));
        Assert.Equal((0, $"second on {_tag}\n"), Of(await second.EndAsync()));
    }

    [Fact]
    public async Task Should_pass_a_signal_on_no_more_than_once()
    {
        await _server.RegisterAsync(_tag);
        await using var run = CliRun.Start(
            _server.Url, "run", "--name", _tag, "--", "bash", "-c",
            "n=0; trap 'n=$((n+1))' INT; echo ready; while [ $n = 0 ]; do read -t 0.05; done; for i in 1 2 3 4 5; do read -t 0.1; done; echo $n");
        await run.SaysAsync("ready");
        await run.SignalAsync("INT");
        await run.SaysAsync("ready\n1\n");

        Assert.Equal((0, "ready\n1\n"), Of(await run.EndAsync()));
    }

    [Theory]
    [InlineData("TERM", "trap 'echo asked; exit 3' TERM", 3)]
    [InlineData("INT", "trap 'echo asked; exit 3' INT", 3)]
    [InlineData("HUP", "trap 'echo asked; exit 3' HUP", 3)]
    [InlineData("USR1", "trap 'echo asked; exit 3' USR1", 3)]
    [InlineData("TERM", "", 128 + 15)]
    [InlineData("INT", "", 128 + 2)]
    public async Task Should_pass_signals_on_and_free(string signal, string trap, int expected)
    {
        var id = await _server.RegisterAsync(_tag);
        await using var run = CliRun.Start(
            _server.Url, "run", "--name", _tag, "--", "sh", "-c", $"{trap}\necho ready; while :; do sleep 0.05; done");
        await run.SaysAsync("ready");
        await run.SignalAsync(signal);

        var (exitCode, output, _) = await run.EndAsync();
        Assert.Equal((expected, trap.Length > 0 ? "ready\nasked\n" : "ready\n"), (exitCode, output));
        Assert.Equal("available", await _server.StatusAsync(id));
    }

    [Fact]
    public async Task Should_kill_what_does_not_end_when_asked_to()
    {
        var id = await _server.RegisterAsync(_tag);
        await using var run = CliRun.Start(
            _server.Url, "run", "--name", _tag, "--grace", "1", "--", "sh", "-c", "trap 'echo no' TERM; echo ready; while :; do sleep 0.05; done");
        await run.SaysAsync("ready");
        await run.SignalAsync("TERM");

        Assert.Equal((128 + 9, "ready\nno\n"), Of(await run.EndAsync()));
        Assert.Equal("available", await _server.StatusAsync(id));
    }

    [Theory]
    [InlineData("trap '' INT", 128 + 2, "ready\n")]
    [InlineData("trap '' INT TERM", 128 + 2, "ready\n")]
    [InlineData("trap '' INT; trap 'echo asked; exit 3' TERM", 3, "ready\nasked\n")]
    public async Task Should_ask_it_to_end_when_it_goes_on_after_an_interrupt_and_another_comes(string trap, int expected, string output)
    {
        var id = await _server.RegisterAsync(_tag);
        await using var run = CliRun.Start(
            _server.Url, "run", "--name", _tag, "--grace", "1", "--", "sh", "-c", $"{trap}; echo ready; while :; do sleep 0.05; done");
        await run.SaysAsync("ready");
        await run.SignalAsync("INT");
        await run.SaysAsync("rentabot: the command goes on after the interrupt: another one sends it TERM, and KILL 1s later\n");
        await run.SignalAsync("INT");

        Assert.Equal((expected, output), Of(await run.EndAsync()));
        Assert.Equal("available", await _server.StatusAsync(id));
    }

    /// <summary>A terminal and a parent may both pass on the same.</summary>
    [Fact]
    public async Task Should_take_interrupts_within_a_moment_for_one()
    {
        await _server.RegisterAsync(_tag);
        await using var run = CliRun.Start(
            _server.Url, "run", "-q", "--name", _tag, "--", "sh", "-c",
            "trap 'trap \"\" INT; echo heard; sleep 0.5; echo cleaned; exit 4' INT; echo ready; while :; do sleep 0.05; done");
        await run.SaysAsync("ready");
        await run.SignalAsync("INT");
        await run.SaysAsync("heard");
        await run.SignalAsync("INT");

        Assert.Equal((4, "ready\nheard\ncleaned\n"), Of(await run.EndAsync()));
    }

    [Fact]
    public async Task Should_end_all_that_it_has_started_by_a_second_interrupt()
    {
        await _server.RegisterAsync(_tag);

        // The command waits for what it has started, which would outlive it if it did not hear of it.
        await using var run = CliRun.Start(
            _server.Url, "run", "--name", _tag, "--", "sh", "-c", "trap '' INT; sleep 1000 & echo $!; wait");
        await Eventually.HoldsAsync(() => run.Output.Length > 0, TimeSpan.FromSeconds(60), "it tells what it has started");
        await run.SignalAsync("INT");
        await run.SaysAsync("goes on");
        await run.SignalAsync("INT");

        var (exitCode, output, _) = await run.EndAsync();
        Assert.Equal(128 + 2, exitCode);
        Assert.False(IsRunning(output));
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("HUP")]
    public async Task Should_end_all_that_it_has_started_when_asked_to(string signal)
    {
        await _server.RegisterAsync(_tag);

        // The command itself ends at once; the other one does not hear.
        await using var run = CliRun.Start(
            _server.Url, "run", "-q", "--name", _tag, "--grace", "1", "--", "sh", "-c",
            "trap 'exit 3' TERM HUP; sh -c 'trap \"\" TERM HUP; echo $$; exec sleep 1000' & while :; do sleep 0.05; done");
        await run.SaysAsync("\n");
        await run.SignalAsync(signal);

        var (exitCode, output, _) = await run.EndAsync();
        Assert.Equal(3, exitCode);
        await Eventually.HoldsAsync(() => !IsRunning(output), TimeSpan.FromSeconds(30), "what it had started has ended");
    }

    [Fact]
    public async Task Should_not_end_by_a_signal_that_is_the_commands_alone()
    {
        var id = await _server.RegisterAsync(_tag, _tag);
        var token = await _server.LockAsync(id);
        await using var run = CliRun.Start(_server.Url, "run", "--tags", _tag, "--", "echo", "ran");
        await run.SaysAsync("waiting");
        await run.SignalAsync("USR1");
        await run.SignalAsync("USR2");
        await _server.UnlockAsync(id, new { lock_token = token });

        Assert.Equal((0, "ran\n"), Of(await run.EndAsync()));
    }

    [Fact]
    public async Task Should_free_them_also_when_interrupted_while_it_does()
    {
        const string resource = """{"id": 1, "name": "board", "endpoint": "", "tags": [], "max_lock_duration": 3600}""";
        var frees = new TaskCompletionSource();
        var isSignalled = new TaskCompletionSource();
        await using var server = await StandInServer.StartAsync(async (word, count) =>
        {
            switch (word)
            {
                case "lock":
                    return (200, $$"""
                        {"locks": [{"lock_token": "secret", "fencing_token": 1, "resource_id": 1, "acquired_at": "2030-01-01T00:00:00Z",
                        "expires_at": "2030-01-01T01:00:00Z", "expires_in": 3600, "resource": {{resource}}}]}
                        """);
                case "unlock-batch" when count == 1:
                    frees.SetResult();
                    await isSignalled.Task;
                    return (503, "");
                case "unlock-batch":
                    return (200, """{"unlocked": 1, "results": [{"resource_id": 1, "result": "unlocked"}]}""");
                default:
                    return (404, "");
            }
        });
        await using var run = CliRun.Start(server.Url, "run", "--name", "board", "--wait", "0", "--ttl", "1h", "--", "sh", "-c", "exit 7");
        await frees.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        await run.SignalAsync("TERM");
        isSignalled.SetResult();

        var (exitCode, _, errors) = await run.EndAsync();
        Assert.True(exitCode == 7, errors);
        Assert.Equal(2, server.CountOf("unlock-batch"));
    }

    [Theory]
    [InlineData("sh -c 'kill -SEGV $$'", 128 + 11, "")]
    [InlineData("/nonexistent/program", ExitCodes.NoSuchCommand, "There is no command /nonexistent/program")]
    [InlineData("/etc/passwd", ExitCodes.CannotRun, "/etc/passwd cannot be run")]
    public async Task Should_free_when_it_crashes_or_cannot_run(string command, int expected, string said)
    {
        var id = await _server.RegisterAsync(_tag);

        var run = await CliRun.ShellAsync(_server.Url, "sh", $"rentabot run --name {_tag} -- {command}");

        Assert.Equal(expected, run.ExitCode);
        Assert.Contains(said, run.Errors, StringComparison.Ordinal);
        Assert.Equal("available", await _server.StatusAsync(id));
    }

    [Fact]
    public async Task Should_leave_the_locks_to_their_end_when_it_is_killed_itself()
    {
        var id = await _server.RegisterAsync(_tag);
        await using var run = CliRun.Start(_server.Url, "run", "--name", _tag, "--ttl", "3", "--", "sh", "-c", "echo $$; exec sleep 1000");
        await run.SaysAsync("\n");
        await _server.HasStatusAsync(id, "locked");
        await run.SignalAsync("KILL");

        await _server.HasStatusAsync(id, "available");
        Assert.NotEmpty((await _server.GetAsync($"audit?resource_id={id}&event_type=LockExpired"))["audit"]!.AsArray());
        await CliRun.ShellAsync(null, "sh", $"kill -KILL {run.Output.Trim()}");
    }

    private static bool IsRunning(string process)
    {
        var line = $"/proc/{process.Trim()}/cmdline";
        return File.Exists(line) && File.ReadAllText(line).Length > 0;
    }

    private static (int ExitCode, string Output) Of((int ExitCode, string Output, string Errors) run) => (run.ExitCode, run.Output);
}
