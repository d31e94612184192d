using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace RentABot.Cli.Tests;

public sealed class When_locks_are_taken_by_hand(SharedServer shared)
{
    private readonly TestServer _server = shared.Server;
    private readonly string _tag = SharedServer.NewWord();

    [Fact]
    public async Task Should_go_from_one_command_to_the_next_in_a_shell()
    {
        await _server.RegisterAsync($"{_tag}-1", _tag, endpoint: "it's there");
        await _server.RegisterAsync($"{_tag}-2", _tag);

        var run = await CliRun.ShellAsync(
            _server.Url, "sh",
            $"""
            eval "$(rentabot lock --tags {_tag} -n 2 --ttl 5m --shell)"
            echo "$RENTABOT_RESOURCE_COUNT"
            rentabot list --tags {_tag} --status locked | grep -c locked
            rentabot extend --ttl 10m | grep -c 'is locked until'
            rentabot unlock | grep -c unlocked
            rentabot unlock | grep -c already_unlocked
            rentabot list --tags {_tag} --status locked | grep -c locked
            """);

        Assert.Equal("2\n2\n2\n2\n2\n0\n", run.Output);
        Assert.Equal("", run.Errors);
    }

    [Fact]
    public async Task Should_hand_on_the_servers_json()
    {
        var id = await _server.RegisterAsync(_tag);
        var granted = await CliRun.OfAsync(_server.Url, "lock", _tag, "--json", "--client-id", "me", "--details", "for a test");
        var token = JsonNode.Parse(granted.Output)!["locks"]![0]!["lock_token"]!.GetValue<string>();
        Assert.Equal("me", (await _server.GetAsync($"resources/{id}"))["lock_client_id"]!.GetValue<string>());

        // A token that everybody could see is one that comes by standard input.
        await using var free = CliRun.Start(_server.Url, "unlock", "--stdin", "--json");
        var freed = await free.EndAsync(token + "\n");
        Assert.Equal((0, $$"""{"unlocked":1,"results":[{"resource_id":{{id}},"result":"unlocked"}]}""" + "\n", ""), freed);

        Assert.Equal((0, await _server.TextAsync($"resources/{id}") + "\n"), Rid(await CliRun.OfAsync(_server.Url, "show", _tag, "--json")));

        var unknown = await CliRun.OfAsync(_server.Url, "unlock", "--token", "none");
        Assert.Equal(ExitCodes.Forbidden, unknown.ExitCode);
    }

    [Fact]
    public async Task Should_be_told_which_tokens_free_nothing_and_why()
    {
        var (good, lost) = (await _server.RegisterAsync($"{_tag}-1"), await _server.RegisterAsync($"{_tag}-2"));
        var (token, gone) = (await _server.LockAsync(good), await _server.LockAsync(lost));
        await _server.UnlockAsync(lost, new { force = true });

        var run = await CliRun.OfAsync(_server.Url, "unlock", "--token", token, "--token", "never-a-token", "--token", gone);

        Assert.Equal(ExitCodes.Forbidden, run.ExitCode);
        Assert.Contains($"{good}", run.Output, StringComparison.Ordinal);
        string[] said = [.. run.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)];
        Assert.Equal(2, said.Length);
        Assert.StartsWith($"rentabot: Lost before it was freed, by its end or by force: the lock of {lost} – ", said[0], StringComparison.Ordinal);
        Assert.StartsWith("rentabot: No token of a lock here: number 2 of the 3 given – see that it is whole", said[1], StringComparison.Ordinal);
        Assert.DoesNotContain("never-a-token", run.Errors + run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(gone, run.Errors + run.Output, StringComparison.Ordinal);

        var json = await CliRun.OfAsync(_server.Url, "unlock", "--token", "never-a-token", "--json");
        Assert.Equal("invalid_lock_token", JsonNode.Parse(json.Errors)!["code"]!.GetValue<string>());
    }

    [Fact]
    public async Task Should_be_had_by_reserving_and_claiming()
    {
        var id = await _server.RegisterAsync(_tag, _tag);
        var token = await _server.LockAsync(id);

        var reserved = await CliRun.ShellAsync(_server.Url, "sh", $"eval \"$(rentabot reserve --tags {_tag} --shell)\"; echo $RENTABOT_RESERVATION_ID $RENTABOT_RESERVATION_STATUS");
        Assert.EndsWith(" pending\n", reserved.Output, StringComparison.Ordinal);
        var reservation = reserved.Output.Split(' ')[0];
        var why = (await CliRun.OfAsync(_server.Url, "why", reservation)).Output.Split('\n');
        Assert.Equal($"It waits for 1 × {_tag}.", why[0]);
        Assert.Equal("It has 0 of 1; 1 match: 1 locked.", why[1]);
        Assert.Equal("Nobody is before it.", why[2]);
        Assert.StartsWith("It is served in about ", why[3], StringComparison.Ordinal);
        Assert.Contains(reservation, (await CliRun.OfAsync(_server.Url, "queue")).Output, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.NotGranted, (await CliRun.OfAsync(_server.Url, "claim", reservation)).ExitCode);

        await using var claim = CliRun.Start(_server.Url, new Dictionary<string, string> { ["RENTABOT_RESERVATION_ID"] = reservation }, "claim", "--wait", "--json");
        await claim.SaysAsync("waiting");
        await _server.UnlockAsync(id, new { lock_token = token });
        var claimed = await claim.EndAsync();
        Assert.Equal(0, claimed.ExitCode);
        Assert.Equal((reservation, id), (
            JsonNode.Parse(claimed.Output)!["reservation_id"]!.GetValue<string>(),
            JsonNode.Parse(claimed.Output)!["locks"]![0]!["resource_id"]!.GetValue<long>()));
        Assert.Equal(ExitCodes.Conflict, (await CliRun.OfAsync(_server.Url, "cancel", reservation)).ExitCode);
    }

    [Theory]
    [InlineData("--tags {0}")]
    [InlineData("--expression {0}&&!usb")]
    [InlineData("{0}-a -n 1")]
    public async Task Should_be_called_by_their_names_when_they_are_set_aside(string asked)
    {
        await _server.RegisterAsync($"{_tag}-a", _tag);
        await _server.RegisterAsync($"{_tag}-b", _tag);
        var line = string.Format(CultureInfo.InvariantCulture, asked, _tag).Split(' ');

        var reserved = await CliRun.OfAsync(_server.Url, ["reserve", .. line.Contains("-n") ? line : [.. line, "-n", "2"], "--wait"]);

        Assert.Equal((0, ""), (reserved.ExitCode, reserved.Errors));
        var names = Regex.Match(reserved.Output, "\nresources +(.+)\n").Groups[1].Value.Split(", ").Order(StringComparer.Ordinal);
        Assert.Equal(line.Contains("-n") ? [$"{_tag}-a"] : [$"{_tag}-a", $"{_tag}-b"], names);
    }

    [Fact]
    public async Task Should_be_called_by_their_ids_where_the_server_does_not_tell_more()
    {
        await using var server = await StandInServer.StartAsync((word, _) => Task.FromResult(word == "reservations"
            ? (201, """{"reservation_id": "01a21f9f-c1a7-7bd7-8d69-56e25bc01a5e", "status": "fulfilled", "tags": ["board"], "quantity": 2, "resource_ids": [11, 12]}""")
            : (503, "")));

        var reserved = await CliRun.OfAsync(server.Url, "reserve", "--tags", "board", "-n", "2");

        Assert.Equal((0, ""), (reserved.ExitCode, reserved.Errors));
        Assert.Matches("\nresources +11, 12\n", reserved.Output);
    }

    [Fact]
    public async Task Should_be_told_when_the_reservation_ends_before_its_turn()
    {
        var id = await _server.RegisterAsync(_tag, _tag);
        await _server.LockAsync(id);
        var reservation = JsonNode.Parse((await CliRun.OfAsync(_server.Url, "reserve", "--tags", _tag, "--json")).Output)!["reservation_id"]!.GetValue<string>();
        await using var claim = CliRun.Start(_server.Url, "claim", "--wait", reservation);
        await using var run = CliRun.Start(_server.Url, "run", "--tags", _tag, "--", "true");
        await claim.SaysAsync("waiting");
        await run.SaysAsync("waiting");
        var all = await _server.ReservationsAsync("pending", _tag);
        Assert.Equal(2, all.Count);
        foreach (var one in all) await CliRun.OfAsync(_server.Url, "cancel", one["reservation_id"]!.GetValue<string>());

        var claimed = await claim.EndAsync();
        Assert.Equal((ExitCodes.Conflict, ""), Rid(claimed));
        Assert.Contains("– reserve anew", claimed.Errors, StringComparison.Ordinal);
        var ran = await run.EndAsync();
        Assert.Equal((ExitCodes.Conflict, ""), Rid(ran));
        Assert.Contains("– ask anew, or ask who did", ran.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_be_freed_when_nobody_takes_their_tokens()
    {
        var id = await _server.RegisterAsync(_tag);

        // The reader is gone before the first word.
        var run = await CliRun.ShellAsync(_server.Url, "bash", $"exec 3>&1; (sleep 0.1; rentabot lock {_tag}; echo $? >&3) | true");

        Assert.Equal("141\n", run.Output);
        Assert.Equal("available", await _server.StatusAsync(id));
    }

    [Fact]
    public async Task Should_be_extended_as_many_as_there_are_whatever_an_earlier_grant_left()
    {
        var id = await _server.RegisterAsync(_tag);
        var variables = new Dictionary<string, string>
        {
            ["RENTABOT_LOCK_TOKENS"] = await _server.LockAsync(id),
            ["RENTABOT_RESOURCE_COUNT"] = "1",
            ["RENTABOT_RESOURCE_1_ID"] = $"{id}",
            ["RENTABOT_RESOURCE_2_ID"] = "2000000",
        };

        var run = await CliRun.OfAsync(_server.Url, variables, "extend", "--ttl", "20m");

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.StartsWith($"{id} is locked until", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_be_extended_each_though_another_one_is_not()
    {
        var (lost, good) = (await _server.RegisterAsync($"{_tag}-1"), await _server.RegisterAsync($"{_tag}-2"));
        await _server.LockAsync(lost);
        var variables = new Dictionary<string, string> { ["RENTABOT_LOCK_TOKENS"] = $"none {await _server.LockAsync(good)}" };

        var run = await CliRun.OfAsync(_server.Url, variables, "extend", "--ttl", "20m", $"{_tag}-1", $"{_tag}-2");

        Assert.Equal(ExitCodes.Forbidden, run.ExitCode);
        Assert.StartsWith($"{_tag}-2 is locked until", run.Output, StringComparison.Ordinal);
        Assert.StartsWith($"rentabot: {_tag}-1: ", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_be_freed_and_extended_by_the_names_of_this_shells()
    {
        var (first, second) = (await _server.RegisterAsync($"{_tag}-1", _tag), await _server.RegisterAsync($"{_tag}-2", _tag));

        var run = await CliRun.ShellAsync(
            _server.Url, "sh",
            $"""
            eval "$(rentabot lock --tags {_tag} -n 2 --shell)"
            rentabot extend {_tag}-2 --by 1s | sed 's/ until.*//'
            rentabot unlock {second} | tail -n 1 | tr -s ' '
            rentabot unlock {_tag}-3
            """);

        Assert.Equal((ExitCodes.Usage, $"{_tag}-2 is locked\n{_tag}-2 unlocked\n"), Rid(run));
        Assert.StartsWith($"rentabot: RENTABOT_LOCK_TOKENS has no token of a lock of {_tag}-3, but of {_tag}-1, {_tag}-2 – ", run.Errors, StringComparison.Ordinal);
        Assert.Equal(("locked", "available"), (await _server.StatusAsync(first), await _server.StatusAsync(second)));
    }

    [Fact]
    public async Task Should_say_that_a_lock_is_not_shortened()
    {
        await _server.RegisterAsync(_tag);

        var run = await CliRun.ShellAsync(_server.Url, "sh", $"eval \"$(rentabot lock {_tag} --ttl 20m --shell)\"; rentabot extend --ttl 5m; rentabot extend --ttl 25m");

        Assert.Equal(2, run.Output.Count(character => character == '\n'));
        Assert.StartsWith($"rentabot: {_tag} was locked for longer than --ttl from now already, and a lock is never shortened; ", run.Errors, StringComparison.Ordinal);
        Assert.Equal(1, run.Errors.Count(character => character == '\n'));
    }

    /// <summary>The tokens of the first ones would be lost with the second words that the shell takes.</summary>
    [Fact]
    public async Task Should_not_be_taken_by_a_shell_that_holds_others()
    {
        var (first, second) = (await _server.RegisterAsync($"{_tag}-1"), await _server.RegisterAsync($"{_tag}-2"));

        var run = await CliRun.ShellAsync(
            _server.Url, "sh",
            $"""
            eval "$(rentabot lock {_tag}-1 --shell)"
            eval "$(rentabot lock {_tag}-2 --shell)"; echo $? $RENTABOT_RESOURCES
            rentabot unlock > /dev/null
            eval "$(rentabot lock {_tag}-2 --shell)"; echo $? $RENTABOT_RESOURCES
            """);

        Assert.Equal((0, $"{ExitCodes.Conflict} {_tag}-1\n0 {_tag}-2\n"), Rid(run));
        Assert.StartsWith($"rentabot: This shell still has the lock of {_tag}-1, ", run.Errors, StringComparison.Ordinal);
        Assert.Equal(("available", "locked"), (await _server.StatusAsync(first), await _server.StatusAsync(second)));
    }

    [Theory]
    [InlineData("lock --tags TAG", ExitCodes.NotFound)]
    [InlineData("reserve --tags TAG", ExitCodes.NotFound)]
    [InlineData("claim 00000000-0000-0000-0000-000000000000", ExitCodes.NotFound)]
    [InlineData("lock", ExitCodes.Usage)]
    [InlineData("lok --tags TAG", ExitCodes.Usage)]
    public async Task Should_tell_the_shell_that_takes_them_how_it_ended(string line, int exitCode)
    {
        var command = $"eval \"$(rentabot {line.Replace("TAG", _tag, StringComparison.Ordinal)} --shell)\"";

        Assert.Equal((0, $"{exitCode}\n"), Rid(await CliRun.ShellAsync(_server.Url, "sh", $"{command}; echo $?")));
        Assert.Equal((exitCode, ""), Rid(await CliRun.ShellAsync(_server.Url, "sh", $"set -e; {command}; echo it goes on")));
    }

    [Fact]
    public async Task Should_be_freed_when_their_tokens_cannot_be_written()
    {
        var id = await _server.RegisterAsync(_tag);

        var run = await CliRun.ShellAsync(_server.Url, "sh", $"rentabot lock {_tag} > /dev/full");

        Assert.Equal(ExitCodes.Failed, run.ExitCode);
        Assert.Contains("see where they lead, and that there is room", run.Errors, StringComparison.Ordinal);
        Assert.Equal("available", await _server.StatusAsync(id));
    }

    [Fact]
    public async Task Should_give_up_a_reservation()
    {
        await _server.RegisterAsync(_tag, _tag);
        var reservation = JsonNode.Parse((await CliRun.OfAsync(_server.Url, "reserve", _tag, "--json")).Output)!["reservation_id"]!.GetValue<string>();

        Assert.Equal((0, $"reservation {reservation} is cancelled\n"), Rid(await CliRun.OfAsync(_server.Url, "cancel", reservation)));
        Assert.Equal("cancelled", (await _server.GetAsync($"reservations/{reservation}"))["status"]!.GetValue<string>());
    }

    private static (int ExitCode, string Output) Rid((int ExitCode, string Output, string Errors) run) => (run.ExitCode, run.Output);
}
