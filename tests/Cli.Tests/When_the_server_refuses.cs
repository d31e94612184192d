using System.Text.Json.Nodes;

namespace RentABot.Cli.Tests;

public sealed class When_the_server_refuses(SharedServer shared)
{
    private readonly TestServer _server = shared.Server;
    private readonly string _tag = SharedServer.NewWord();

    [Fact]
    public async Task Should_say_what_to_do_next_and_end_by_its_code()
    {
        var id = await _server.RegisterAsync(_tag, _tag);
        await _server.LockAsync(id);

        await EndsAsync(ExitCodes.NotGranted, "--wait 10m stands in the queue", "lock", _tag);
        await EndsAsync(ExitCodes.NotGranted, "--wait 10m stands in the queue", "run", "--wait", "0", "--tags", _tag, "--", "true");
        await EndsAsync(ExitCodes.NotGranted, "Nothing was granted within 1s", "run", "-q", "--wait", "1s", "--tags", _tag, "--", "true");
        await EndsAsync(ExitCodes.Invalid, "rentabot list shows what there is", "reserve", "--tags", _tag, "-n", "2");
        await EndsAsync(ExitCodes.Invalid, "expression: ", "list", "--expression", "a &&");
        await EndsAsync(ExitCodes.NotFound, "rentabot list shows what there is", "show", _tag + "-not");
        await EndsAsync(ExitCodes.NotFound, "rentabot queue shows who waits", "why", Guid.Empty.ToString());
        await EndsAsync(ExitCodes.Forbidden, "use the token that this resource's lock was granted with", "extend", _tag, "--ttl", "5", "--token", "none");
        await EndsAsync(ExitCodes.Conflict, "", "unlock", "--force", await FreeAsync());
        Assert.Empty(await _server.ReservationsAsync("pending", _tag));
    }

    [Fact]
    public async Task Should_say_what_is_wrong_with_a_wish()
    {
        await EndsAsync(ExitCodes.Invalid, ": --tags has no tag: give at least one, such as --tags arm64,board\n", "run", "--tags", " , ", "--", "true");
        await EndsAsync(ExitCodes.Invalid, ": --tags: 'a!' is not a tag: 1–64 characters of A–Z a–z 0–9 . _ : / + = - – give them such as", "lock", "--tags", "a!");
        await EndsAsync(ExitCodes.Invalid, ": --expression: column 5: expected a tag, not, or ( but found the end – write one such as", "reserve", "--expression", "a &&");
        await EndsAsync(ExitCodes.Invalid, ": --expression: must not be empty – write one such as 'arm64 && ", "lock", "--expression", "");
        await EndsAsync(ExitCodes.Invalid, ": the name: must be 1–128 characters without white space", "lock", "a b");
        await EndsAsync(ExitCodes.Invalid, ": --quantity: must be 1 where one resource is named\n", "lock", _tag, "-n", "2");
    }

    [Theory]
    [InlineData("lock --tags TAG")]
    [InlineData("lock --tags TAG --wait 1h")]
    [InlineData("lock TAG")]
    [InlineData("run --tags TAG -- true")]
    [InlineData("run --tags TAG --wait 0 -- true")]
    [InlineData("run --name TAG -- true")]
    [InlineData("run TAG -- true")]
    [InlineData("reserve --tags TAG -n 2")]
    [InlineData("reserve --expression TAG&&usb")]
    public async Task Should_end_with_one_code_when_nothing_matches(string line)
    {
        await EndsAsync(ExitCodes.NotFound, "Nothing matches ", line.Replace("TAG", _tag, StringComparison.Ordinal).Split(' '));
    }

    [Theory]
    [InlineData("lock --tags TAG,TAh", "Nothing matches tags TAG,TAh; no resource has the tag TAh, did you mean TAG?")]
    [InlineData("run --tags TAG,TAh -- true", "Nothing matches tags TAG,TAh; no resource has the tag TAh, did you mean TAG?")]
    [InlineData("reserve --expression TAh&&!TAG", "Nothing matches 'TAh&&!TAG'; no resource has the tag TAh, did you mean TAG?")]
    [InlineData("lock --tags TAG,zzz", "Nothing matches tags TAG,zzz; no resource has the tag zzz –")]
    [InlineData("lock --expression zzz&&ZZZ", "Nothing matches 'zzz&&ZZZ'; no resource has the tag zzz; no resource has the tag ZZZ –")]
    [InlineData("lock --expression TAG&&!TAG", "Nothing matches 'TAG&&!TAG' –")]
    [InlineData("lock TAG-board-", "Nothing matches TAG-board-; did you mean TAG-board-1?")]
    [InlineData("show TAG-board-", "There is no resource TAG-board-; did you mean TAG-board-1?")]
    [InlineData("show TAG-baord-1", "There is no resource TAG-baord-1; did you mean TAG-board-1?")]
    [InlineData("lock --expression TAG&&TAG|and|TAh", "Nothing matches 'TAG&&TAG and TAh'; no resource has the tag TAh, did you mean TAG?")]
    public async Task Should_say_which_word_is_unknown_and_which_may_be_meant(string line, string said)
    {
        await _server.RegisterAsync($"{_tag}-board-1", _tag);
        await EndsAsync(ExitCodes.NotFound, Named(said), [.. Named(line).Split(' ').Select(word => word.Replace('|', ' '))]);

        string Named(string text) => text.Replace("TAG", _tag, StringComparison.Ordinal).Replace("TAh", _tag[..^1] + "_", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_say_how_many_may_be_meant()
    {
        foreach (var number in Enumerable.Range(1, 5)) await _server.RegisterAsync($"{_tag}-{number}");

        await EndsAsync(ExitCodes.NotFound, $"; did you mean {_tag}-1, {_tag}-2, {_tag}-3 or one of 2 others? – ", "show", _tag);
    }

    [Fact]
    public async Task Should_lead_to_whom_it_is_held_for()
    {
        await _server.RegisterAsync(_tag, _tag);
        var reserved = await CliRun.OfAsync(_server.Url, "reserve", _tag);
        var claim = reserved.Output.Split('\n').Single(line => line.StartsWith("next ", StringComparison.Ordinal))["next".Length..].Trim();

        await EndsAsync(ExitCodes.NotGranted, " – rentabot queue --status fulfilled tells for whom; ", "lock", _tag);
        await EndsAsync(ExitCodes.Conflict, "rentabot show tells which, and rentabot cancel frees it", "unlock", "--force", _tag);
        Assert.Contains(claim["rentabot claim ".Length..], (await CliRun.OfAsync(_server.Url, "queue", "--status", "fulfilled")).Output, StringComparison.Ordinal);
        Assert.Equal(0, (await CliRun.ShellAsync(_server.Url, "sh", claim)).ExitCode);
    }

    /// <summary>What cannot be served is told as a lock tells it.</summary>
    [Fact]
    public async Task Should_say_that_nothing_is_lent_for_as_long()
    {
        await _server.LockAsync(await _server.RegisterAsync(_tag, _tag, maxLockDuration: 3600), ttl: 60);

        await EndsAsync(
            ExitCodes.Invalid, $": --ttl 2h is more than {_tag} is lent for, which is 1h at most – rentabot show tells the longest; ask for less\n",
            "run", _tag, "--ttl", "2h", "--", "true");
    }

    [Fact]
    public async Task Should_say_why_a_list_may_be_empty()
    {
        await _server.RegisterAsync($"{_tag}-board-1", _tag);

        var run = await CliRun.OfAsync(_server.Url, "list", "--tags", _tag[..^1] + "_");

        Assert.Equal((0, $"rentabot: nothing matches; no resource has the tag {_tag[..^1]}_, did you mean {_tag}?\n"), (run.ExitCode, run.Errors));
        Assert.Equal("", (await CliRun.OfAsync(_server.Url, "list", "--tags", _tag[..^1] + "_", "--json")).Errors);
    }

    [Theory]
    [InlineData("lock --tags TAG --ttl 2m")]
    [InlineData("run --tags TAG --ttl 2m -- true")]
    [InlineData("reserve --tags TAG --ttl 2m")]
    [InlineData("lock --tags TAG -n 2")]
    [InlineData("run --tags TAG -n 2 -- true")]
    public async Task Should_end_with_another_code_when_what_matches_is_never_enough(string line)
    {
        await _server.RegisterAsync(_tag, _tag, maxLockDuration: 60);
        await EndsAsync(ExitCodes.Invalid, "", line.Replace("TAG", _tag, StringComparison.Ordinal).Split(' '));
    }

    [Fact]
    public async Task Should_hand_on_its_document_in_json()
    {
        var run = await CliRun.OfAsync(_server.Url, "lock", "--json", _tag);

        Assert.Equal((ExitCodes.NotFound, ""), (run.ExitCode, run.Output));
        var problem = JsonNode.Parse(run.Errors)!;
        Assert.Equal(("resource_not_found", 404), (problem["code"]!.GetValue<string>(), problem["status"]!.GetValue<int>()));
        Assert.Equal("urn:rent-a-bot:problem:resource_not_found", problem["type"]!.GetValue<string>());
    }

    [Fact]
    public async Task Should_say_that_nobody_answers()
    {
        var run = await CliRun.OfAsync(new Uri("http://127.0.0.1:9"), "list", "--retry", "0");
        Assert.Equal((ExitCodes.Unavailable, ""), (run.ExitCode, run.Output));
        Assert.Matches("^rentabot: http://127.0.0.1:9 does not answer (.*) – see that the server runs, and give its address by --server or RENTABOT_URL\n$", run.Errors);

        var json = await CliRun.OfAsync(new Uri("http://127.0.0.1:9"), "list", "--retry", "0", "--json");
        Assert.Equal("server_unreachable", JsonNode.Parse(json.Errors)!["code"]!.GetValue<string>());
    }

    /// <summary>What nobody has heard needs not be taken back.</summary>
    [Theory]
    [InlineData("lock board")]
    [InlineData("run board -- true")]
    [InlineData("reserve board")]
    public async Task Should_say_no_more_than_that_where_nothing_was_asked(string line)
    {
        var run = await CliRun.OfAsync(new Uri("http://127.0.0.1:9"), ["--retry", "0", .. line.Split(' ')]);
        Assert.Equal((ExitCodes.Unavailable, ""), (run.ExitCode, run.Output));
        Assert.Matches("^rentabot: http://127.0.0.1:9 does not answer [^\n]*\n$", run.Errors);
    }

    [Fact]
    public async Task Should_say_that_it_may_speak_plain_http()
    {
        var run = await CliRun.OfAsync(new UriBuilder(_server.Url) { Scheme = "https" }.Uri, "list", "--retry", "0");
        Assert.Equal((ExitCodes.Unavailable, ""), (run.ExitCode, run.Output));
        Assert.Contains(" – see whether it speaks https or http, ", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_say_that_the_address_is_another_ones()
    {
        var run = await CliRun.OfAsync(new Uri(_server.Url, "/docs"), "whoami");
        Assert.Equal(ExitCodes.NotFound, run.ExitCode);
        Assert.Contains("the address of the server may be wrong", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_know_callers_by_their_keys()
    {
        var directory = Directory.CreateTempSubdirectory("rentabot-keys-");
        try
        {
            var keys = Path.Combine(directory.FullName, "keys.yaml");
            await File.WriteAllTextAsync(
                keys,
                """
                api_keys:
                  - {key: key-of-the-looker, name: looker, role: readonly}
                  - {key: key-of-the-worker, name: worker, role: user, max_locks: 3}
                  - {key: key-of-the-chief-1, name: chief, role: admin}
                """,
                TestContext.Current.CancellationToken);
            await using var server = await TestServer.StartAsync(key: "key-of-the-chief-1", "--auth-config", keys);
            await server.RegisterAsync(_tag);
            var worker = new Dictionary<string, string> { ["RENTABOT_API_KEY"] = "key-of-the-worker" };

            Assert.Equal(
                (ExitCodes.Forbidden, "RENTABOT_API_KEY, the configuration file or --key"), Told(await CliRun.OfAsync(server.Url, "list"), "RENTABOT_API_KEY, the"));
            Assert.Equal((ExitCodes.Forbidden, "rentabot whoami tells your role"), Told(
                await CliRun.OfAsync(server.Url, "lock", _tag, "--key", "key-of-the-looker"), "rentabot whoami"));
            var who = await CliRun.OfAsync(server.Url, worker, "whoami");
            Assert.Equal((0, $"server     {server.Url}\nname       worker\nrole       user\nmax locks  3\n"), (who.ExitCode, who.Output));
            Assert.Equal(0, (await CliRun.OfAsync(server.Url, worker, "run", "--name", _tag, "--", "true")).ExitCode);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    /// <summary>The part of what was said that begins so and ends with its clause.</summary>
    private static (int ExitCode, string Said) Told((int ExitCode, string Output, string Errors) run, string beginning)
    {
        var at = run.Errors.IndexOf(beginning, StringComparison.Ordinal);
        Assert.True(at >= 0, run.Errors);
        var rest = run.Errors[at..].TrimEnd('\n');
        return (run.ExitCode, rest.Split(';')[0]);
    }

    private async Task<string> FreeAsync()
    {
        await _server.RegisterAsync($"{_tag}-free");
        return $"{_tag}-free";
    }

    private async Task EndsAsync(int exitCode, string said, params string[] args)
    {
        var run = await CliRun.OfAsync(_server.Url, args);
        Assert.Equal((exitCode, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("rentabot: ", run.Errors, StringComparison.Ordinal);
        Assert.Contains(said, run.Errors, StringComparison.Ordinal);
        Assert.Equal(1, run.Errors.Count(character => character == '\n'));
    }
}
