using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using RentABot.TestServers;

namespace RentABot.Cli.Tests;

public sealed class When_a_lab_is_looked_after(SharedServer shared)
{
    private readonly TestServer _server = shared.Server;
    private readonly string _tag = SharedServer.NewWord();

    [Fact]
    public async Task Should_go_into_maintenance_and_back()
    {
        var id = await _server.RegisterAsync(_tag);
        var on = await CliRun.OfAsync(_server.Url, "maintenance", "on", _tag, "--reason", "new SD card", "--for", "2h");
        Assert.Equal(0, on.ExitCode);
        Assert.Matches($"^{_tag} is in maintenance until ....-..-.. ..:..:.. [+]00:00\n$", on.Output);
        Assert.Equal("new SD card", (await _server.GetAsync($"resources/{id}"))["unavailable_reason"]!.GetValue<string>());
        Assert.Contains("new SD card", (await CliRun.OfAsync(_server.Url, "show", _tag)).Output, StringComparison.Ordinal);

        var off = await CliRun.OfAsync(_server.Url, "maintenance", "off", $"{id}");
        Assert.Equal((0, $"{_tag} is available\n", ""), off);
    }

    /// <summary>The clock of the machine that asks may be wrong by more than the maintenance lasts.</summary>
    [Fact]
    public async Task Should_count_maintenance_from_the_servers_time()
    {
        const string board = """{"id": 1, "name": "board", "status": "available"}""";
        await using var server = await StandInServer.StartAsync(
            (word, _) => Task.FromResult((200, word == "resources" ? $$"""{"resources": [{{board}}], "page": 1, "limit": 100, "total": 1}""" : board)),
            new DateTimeOffset(2040, 1, 31, 12, 0, 0, TimeSpan.Zero));

        Assert.Equal(0, (await CliRun.OfAsync(server.Url, "maintenance", "on", "board", "--reason", "paint", "--for", "2h")).ExitCode);
        Assert.Equal(new DateTimeOffset(2040, 1, 31, 14, 0, 1, TimeSpan.Zero), JsonNode.Parse(server.BodyOf("unavailable"))!["until"]!.GetValue<DateTimeOffset>());

        Assert.Equal(0, (await CliRun.OfAsync(
            server.Url, "maintenance", "on", "board", "--reason", "paint", "--from", "2041-01-01T00:00Z", "--for", "2h")).ExitCode);
        Assert.Equal(new DateTimeOffset(2041, 1, 1, 2, 0, 0, TimeSpan.Zero), JsonNode.Parse(server.BodyOf("unavailable"))!["until"]!.GetValue<DateTimeOffset>());
    }

    [Fact]
    public async Task Should_say_when_a_number_is_a_name()
    {
        const string number = "987654321";
        var id = await _server.RegisterAsync(number);

        var (exitCode, output, errors) = await CliRun.OfAsync(_server.Url, "show", number);
        Assert.Equal((0, $"rentabot: {number} is the name of a resource, and that one is meant, not the one of the id {number}\n"), (exitCode, errors));
        Assert.Matches($"\nid +{id}\n", output);
        Assert.Equal("", (await CliRun.OfAsync(_server.Url, "show", $"{id}")).Errors);
    }

    [Fact]
    public async Task Should_have_one_word_for_maintenance()
    {
        var (free, locked) = (await _server.RegisterAsync($"{_tag}-1", _tag), await _server.RegisterAsync($"{_tag}-2", _tag));
        await _server.LockAsync(locked);

        Assert.Equal($"{_tag}-1 is in maintenance\n", (await CliRun.OfAsync(_server.Url, "maintenance", "on", $"{free}", "--reason", "paint")).Output);
        Assert.Equal($"{_tag}-2 is locked, then in maintenance\n", (await CliRun.OfAsync(_server.Url, "maintenance", "on", $"{locked}", "--reason", "paint")).Output);

        // A status is what --status takes.
        var list = await CliRun.OfAsync(_server.Url, "list", "--tags", _tag);
        Assert.Matches($"\n{_tag}-1 +unavailable  ", list.Output);
        Assert.Matches($"\n{_tag}-2 +locked, then in maintenance  ", list.Output);
        Assert.Matches("\nstatus +unavailable\n", (await CliRun.OfAsync(_server.Url, "show", $"{_tag}-1")).Output);
        var refused = await CliRun.OfAsync(_server.Url, "lock", $"{_tag}-2");
        Assert.Equal(ExitCodes.NotGranted, refused.ExitCode);
        Assert.EndsWith(" – rentabot show tells until when; ask for another one\n", refused.Errors, StringComparison.Ordinal);
        Assert.Equal($"{_tag}-2 is in maintenance\n", (await CliRun.OfAsync(_server.Url, "unlock", "--force", $"{_tag}-2")).Output);
        Assert.DoesNotContain("service", (await CliRun.OfAsync(null, "maintenance", "--help")).Output, StringComparison.Ordinal);
        Assert.DoesNotContain("service", (await CliRun.OfAsync(null, "maintenance", "on", "--help")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_say_that_a_maintenance_has_lost_its_end()
    {
        var id = await _server.RegisterAsync(_tag);
        Assert.Equal("", (await CliRun.OfAsync(_server.Url, "maintenance", "on", _tag, "--reason", "new SD card", "--for", "2h")).Errors);
        Assert.Equal("", (await CliRun.OfAsync(_server.Url, "maintenance", "on", _tag, "--reason", "a larger one", "--for", "3h")).Errors);
        var end = (await _server.GetAsync($"resources/{id}"))["unavailable_until"]!.GetValue<DateTimeOffset>();

        var again = await CliRun.OfAsync(_server.Url, "maintenance", "on", _tag, "--reason", "it does not fit");

        Assert.Null((await _server.GetAsync($"resources/{id}"))["unavailable_until"]);
        Assert.Equal((0, $"{_tag} is in maintenance\n"), (again.ExitCode, again.Output));
        Assert.Equal(
            $"rentabot: the maintenance of {_tag} was to end at {end:yyyy-MM-dd HH:mm:ss} +00:00, and has no end any more: rentabot maintenance off {_tag} brings it back; "
            + "--until or --for of maintenance on gives it an end again\n",
            again.Errors);
        Assert.Equal("", (await CliRun.OfAsync(_server.Url, "maintenance", "on", _tag, "--reason", "nor the next one")).Errors);
    }

    [Fact]
    public async Task Should_list_what_there_is_in_the_servers_json_too()
    {
        await _server.RegisterAsync($"{_tag}-1", $"{_tag},usb", endpoint: "tcp://10.0.0.5:2000");
        await _server.RegisterAsync($"{_tag}-2", _tag);

        var list = await CliRun.OfAsync(_server.Url, "list", "--tags", _tag);
        Assert.Equal(
            (0,
                $"""
                NAME{new string(' ', _tag.Length)}STATUS     CLIENT  ENDS IN  TAGS{new string(' ', _tag.Length + 2)}ENDPOINT
                {_tag}-1  available                   {_tag},usb  tcp://10.0.0.5:2000
                {_tag}-2  available                   {_tag}

                """.ReplaceLineEndings("\n")),
            (list.ExitCode, list.Output));
        var json = await CliRun.OfAsync(_server.Url, "list", "--tags", _tag, "--json");
        Assert.Equal((0, await _server.TextAsync($"resources?tags={_tag}&sort=name&limit=1000&page=1") + "\n"), (json.ExitCode, json.Output));
    }

    [Fact]
    public async Task Should_show_what_happened()
    {
        var id = await _server.RegisterAsync(_tag, _tag);
        var token = await _server.LockAsync(id);
        await _server.UnlockAsync(id, new { lock_token = token });

        var events = await CliRun.OfAsync(_server.Url, "events", "--after", "0", "--tags", _tag, "--json");
        var lines = events.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!).ToList();
        Assert.Equal(0, events.ExitCode);
        Assert.Equal(["ResourceRegistered", "LockAcquired", "LockReleased"], lines.Select(line => line["event"]!.GetValue<string>()));
        Assert.Equal(_tag, lines[1]["data"]!["resource"]!["name"]!.GetValue<string>());

        var audit = await CliRun.OfAsync(_server.Url, "audit", "--resource", _tag, "--json");
        Assert.Equal((0, await _server.TextAsync($"audit?resource_id={id}&last=100") + "\n"), (audit.ExitCode, audit.Output));
        var table = await CliRun.OfAsync(_server.Url, "audit", "--resource", _tag);
        Assert.Equal(4, table.Output.Count(character => character == '\n'));
        Assert.Equal("", table.Errors);
    }

    [Fact]
    public async Task Should_say_of_a_part_of_the_audit_that_it_is_the_oldest()
    {
        var id = await _server.RegisterAsync(_tag, _tag);
        await _server.LockAsync(id);

        var part = await CliRun.OfAsync(_server.Url, "audit", "--resource", _tag, "--limit", "1");
        Assert.Contains("ResourceRegistered", part.Output, StringComparison.Ordinal);
        Assert.Matches("^rentabot: shown are the oldest; newer ones follow: --cursor [^ ]+ goes on with them, --last shows the newest\n$", part.Errors);
        var cursor = part.Errors.Split("--cursor ")[1].Split(' ')[0];
        var rest = await CliRun.OfAsync(_server.Url, "audit", "--resource", _tag, "--limit", "1", "--cursor", cursor);
        Assert.Contains("LockAcquired", rest.Output, StringComparison.Ordinal);
        Assert.Equal("", rest.Errors);

        var nothing = await CliRun.OfAsync(_server.Url, "audit", "--resource", _tag, "--type", "LockExpired");
        Assert.Equal((0, ""), Of(nothing));
    }

    [Fact]
    public async Task Should_show_the_newest_of_the_audit()
    {
        var id = await _server.RegisterAsync(_tag, _tag);
        await _server.UnlockAsync(id, new { lock_token = await _server.LockAsync(id) });

        var newest = await CliRun.OfAsync(_server.Url, "audit", "--resource", _tag, "--last", "2");
        Assert.Equal(["LockAcquired", "LockReleased"], newest.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..].Select(TypeOf));
        Assert.Equal("", newest.Errors);

        static string TypeOf(string row) => row.Split("  ", StringSplitOptions.RemoveEmptyEntries)[1];
    }

    [Fact]
    public async Task Should_say_of_a_refused_attempt_what_was_asked_for_and_why_it_was_not_granted()
    {
        var id = await _server.RegisterAsync(_tag, _tag);
        await _server.LockAsync(id);
        Assert.Equal(ExitCodes.NotGranted, (await CliRun.OfAsync(_server.Url, "lock", _tag, "--client-id", _tag)).ExitCode);
        Assert.Equal(ExitCodes.NotGranted, (await CliRun.OfAsync(_server.Url, "lock", "--tags", _tag, "--client-id", _tag)).ExitCode);

        (int ExitCode, string Output, string Errors) audit = default;
        await Eventually.HoldsAsync(
            async () => (audit = await CliRun.OfAsync(_server.Url, "audit", "--refused", "--client-id", _tag)).Output.Count(character => character == '\n') == 3,
            TimeSpan.FromSeconds(60), "both refusals are written");

        Assert.Matches($"\n[^\n]+ RequestRefused +{_tag} +{_tag} +anonymous .* refused: already_locked *\n", audit.Output);
        Assert.Matches($"\n[^\n]+ RequestRefused +1 of tags {_tag} +{_tag} +anonymous .* refused: no_resource_available *\n", audit.Output);
    }

    [Theory]
    [InlineData("audit --type Nonsense", "--type: must be one of LockAcquired, ", "there is no Nonsense\n")]
    [InlineData("audit --type requestrefused", "--type: must be one of LockAcquired, ", "there is no requestrefused, did you mean RequestRefused?\n")]
    [InlineData("audit --limit 5 --type LockAquired", "--type: must be one of LockAcquired, ", "there is no LockAquired, did you mean LockAcquired?\n")]
    [InlineData("events --types LockExpired,LockAquired,Nonsense", "--types: must be some of LockAcquired, ", "there is no LockAquired, did you mean LockAcquired?, there is no Nonsense\n")]
    [InlineData("events --follow --types LockRelease", "--types: must be some of LockAcquired, ", "there is no LockRelease, did you mean LockReleased?\n")]
    public async Task Should_refuse_a_type_that_there_is_not_and_say_which_may_be_meant(string line, string begin, string end)
    {
        await _server.RegisterAsync(_tag);
        var run = await CliRun.OfAsync(_server.Url, line.Split(' '));
        Assert.Equal((ExitCodes.Invalid, ""), (run.ExitCode, run.Output));
        Assert.StartsWith($"rentabot: {begin}", run.Errors, StringComparison.Ordinal);
        Assert.EndsWith(end, run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_say_how_far_the_events_go_when_they_are_asked_for_beyond_their_end()
    {
        await _server.RegisterAsync(_tag, _tag);
        const string said = "rentabot: there is no event 999999999: the newest is ";
        var beyond = await CliRun.OfAsync(_server.Url, "events", "--after", "999999999");
        Assert.Equal((0, ""), (beyond.ExitCode, beyond.Output));
        Assert.Matches($"^{said}[0-9]+\n$", beyond.Errors);
        await using (var follow = CliRun.Start(_server.Url, "events", "--follow", "--after", "999999999")) await follow.SaysAsync(said);

        // It is the number that --after takes: nothing is behind it, or what other tests did since.
        var newest = beyond.Errors.Trim().Split(' ')[^1];
        var end = await CliRun.OfAsync(_server.Url, "events", "--after", newest, "--tags", _tag);
        Assert.Equal((0, "", ""), end);
        var last = await CliRun.OfAsync(_server.Url, "events", "--after", (long.Parse(newest, CultureInfo.InvariantCulture) - 1).ToString(CultureInfo.InvariantCulture));
        Assert.NotEqual("", last.Output);
    }

    [Fact]
    public async Task Should_say_of_a_wait_which_resource_it_is_for_and_that_it_goes_into_maintenance()
    {
        var id = await _server.RegisterAsync(_tag);
        await _server.LockAsync(id);
        await CliRun.OfAsync(_server.Url, "maintenance", "on", _tag, "--reason", "paint");
        Assert.Matches("\nstatus +locked, then in maintenance\n", (await CliRun.OfAsync(_server.Url, "show", _tag)).Output);

        var reserved = await CliRun.OfAsync(_server.Url, "reserve", _tag);
        Assert.Matches($"\nasks for +1 × {_tag}\n", reserved.Output);
        Assert.Matches($" 1 × {_tag} ", (await CliRun.OfAsync(_server.Url, "queue")).Output);
        var reservation = Regex.Match(reserved.Output, "reservation +([^ \n]+)\n").Groups[1].Value;
        Assert.StartsWith(
            $"""
            It waits for 1 × {_tag}.
            It has 0 of 1; 1 match: 1 locked then in maintenance.
            Too many are in maintenance: it waits for their return.

            """.ReplaceLineEndings("\n"),
            (await CliRun.OfAsync(_server.Url, "why", reservation)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_follow_what_happens_until_nobody_reads()
    {
        var id = await _server.RegisterAsync(_tag, _tag);
        await using var follow = CliRun.Start(_server.Url, "events", "--follow", "--tags", _tag, "--last", "1000000");
        await follow.SaysAsync($"ResourceRegistered  resource {_tag}  by anonymous");
        await _server.LockAsync(id);
        await follow.SaysAsync($"LockAcquired  resource {_tag}  client anonymous  by anonymous");
        await follow.SignalAsync("INT");
        Assert.Equal((128 + 2, ""), Of(await follow.EndAsync()));

        // What nobody reads any more has no end by itself; it is heard of with the next event.
        var gone = await CliRun.ShellAsync(
            _server.Url, "bash",
            $"rentabot events --follow --after 0 | {{ head -n 1 | wc -l; exec < /dev/null; rentabot maintenance on {_tag} --reason test > /dev/null; }}; echo ${{PIPESTATUS[0]}}");
        Assert.Equal("1\n141\n", gone.Output);
    }

    [Fact]
    public async Task Should_tell_how_the_server_is()
    {
        var status = await CliRun.OfAsync(_server.Url, "status");
        Assert.Equal(0, status.ExitCode);
        Assert.Contains("status       ready\n", status.Output, StringComparison.Ordinal);
        Assert.Matches("waiting      [0-9]+\n", status.Output);
        var down = await CliRun.OfAsync(new Uri("http://127.0.0.1:9"), "status");
        Assert.Equal((ExitCodes.Unavailable, ""), (down.ExitCode, down.Output));
    }

    [Fact]
    public async Task Should_list_locks_that_nobody_freed()
    {
        var id = await _server.RegisterAsync(_tag);
        await _server.LockAsync(id, ttl: 1);
        await _server.HasStatusAsync(id, "available");
        var expired = await CliRun.OfAsync(_server.Url, "expired", "--since", "10m");
        Assert.Equal(0, expired.ExitCode);
        Assert.Contains(_tag, expired.Output, StringComparison.Ordinal);
    }

    private static (int ExitCode, string Errors) Of((int ExitCode, string Output, string Errors) run) => (run.ExitCode, run.Errors);
}
