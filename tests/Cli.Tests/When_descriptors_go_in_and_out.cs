using System.Text.Json.Nodes;

namespace RentABot.Cli.Tests;

public sealed class When_descriptors_go_in_and_out(SharedServer shared)
{
    private const string Help = "rentabot import --help shows how one is written";
    private const string Page = "https://github.com/rentabot/rent-a-bot/blob/main/docs/operations.md#descriptors";

    private readonly TestServer _server = shared.Server;
    private readonly string _tag = SharedServer.NewWord();

    [Fact]
    public async Task Should_import_and_export()
    {
        var imported = await ImportAsync($"{_tag}-a: {{tags: {_tag}}}\n{_tag}-b: {{tags: {_tag}, colour: red}}\n");
        Assert.Equal((0, $"created 2 ({_tag}-a, {_tag}-b), updated 0, unchanged 0, pruned 0, skipped 0\n"), (imported.ExitCode, imported.Output));
        Assert.Equal($"rentabot: warning: line 2: {_tag}-b: colour is not known and was left out\n", imported.Errors);

        var exported = await CliRun.OfAsync(_server.Url, "export");
        Assert.Contains($"{_tag}-b:\n", exported.Output, StringComparison.Ordinal);
        var json = await CliRun.OfAsync(_server.Url, "export", "--json");
        Assert.Equal(
            $$"""{"description":"","endpoint":"","tags":["{{_tag}}"],"max_lock_duration":86400}""",
            JsonNode.Parse(json.Output)![$"{_tag}-b"]!.ToJsonString());
    }

    [Fact]
    public async Task Should_take_back_what_was_exported()
    {
        await using var server = await TestServer.StartAsync();
        Assert.Equal("{}\n", (await CliRun.OfAsync(server.Url, "export", "--json")).Output);

        const string descriptor =
            """
            null: {description: "~", tags: [a=1, b/c], max_lock_duration: 60}
            "12": {description: "a \"quoted\" \\ text: #1\n\té😀\u2028", endpoint: "null"}
            tags: {tags: tags}
            """;
        await using var import = CliRun.Start(server.Url, "import", "-");
        Assert.Equal("created 3 (12, null, tags), updated 0, unchanged 0, pruned 0, skipped 0\n", (await import.EndAsync(descriptor)).Output);

        var again = await CliRun.ShellAsync(
            server.Url,
            "sh",
            """
            rentabot export > out.yaml && rentabot import out.yaml --prune
            rentabot export --json > out.json && rentabot import out.json --prune
            rentabot export --json | rentabot import - --prune
            """);
        var unchanged = "created 0, updated 0, unchanged 3, pruned 0, skipped 0\n";
        Assert.Equal((0, unchanged + unchanged + unchanged, ""), again);

        await using var prune = CliRun.Start(server.Url, "import", "-", "--prune");
        Assert.Equal("created 0, updated 1 (tags), unchanged 0, pruned 2 (12, null), skipped 0\n", (await prune.EndAsync("tags: {tags: other}\n")).Output);
    }

    [Theory]
    [InlineData(10, true)]
    [InlineData(11, false)]
    public async Task Should_name_those_that_are_few(int count, bool isNamed)
    {
        var names = Enumerable.Range(0, count).Select(i => $"{_tag}-{i:00}").ToList();
        var imported = await ImportAsync(string.Concat(names.Select(name => $"{name}: {{}}\n")));
        var which = isNamed ? $" ({string.Join(", ", names)})" : "";
        Assert.Equal((0, $"created {count}{which}, updated 0, unchanged 0, pruned 0, skipped 0\n"), (imported.ExitCode, imported.Output));
    }

    [Fact]
    public async Task Should_not_empty_what_is_misspelt()
    {
        await ImportAsync($"{_tag}: {{tags: {_tag}}}\n");

        var refused = await ImportAsync($"{_tag}:\n  tag: {_tag},usb\n");

        Assert.Equal(
            (ExitCodes.Invalid, "",
                $"rentabot: standard input: {_tag}: line 2: tag is not known, did you mean tags? "
                + $"The properties are description, endpoint, tags and max_lock_duration – {Help}; more at {Page}\n"),
            refused);
        var list = await _server.GetAsync($"resources?name={_tag}");
        Assert.Equal($"""["{_tag}"]""", list["resources"]![0]!["tags"]!.ToJsonString());
    }

    [Theory]
    [InlineData("", "descriptor: it is empty; it has to have a resource at least, such as board-1: {tags: [arm64, board]}")]
    [InlineData("resources:\n- name: b\n", "resources: line 2: must be a map of properties below the resource's name, such as board-1: {tags: [arm64, board]}")]
    [InlineData("tags:\n  max_lock_duration: 1h\n", "tags: line 2: max_lock_duration must be a whole number of seconds, such as 3600 for an hour")]
    [InlineData("b:\n  desc: x\n  tag: y\n",
        "b: line 2: desc is not known, did you mean description? The properties are description, endpoint, tags and max_lock_duration; "
        + "line 3: tag is not known, did you mean tags? The properties are description, endpoint, tags and max_lock_duration")]
    [InlineData("b: {]\n", "The descriptor cannot be read: line 1: ", null)]
    public async Task Should_name_the_file_and_the_line_and_the_right_form(string text, string reason, string? advice = $" – {Help}; more at {Page}\n")
    {
        var run = await CliRun.ShellAsync(_server.Url, "sh", $"cat > lab.yaml <<'END'\n{text}END\nrentabot import lab.yaml");
        Assert.Equal((ExitCodes.Invalid, ""), (run.ExitCode, run.Output));
        Assert.StartsWith($"rentabot: lab.yaml: {reason}{advice}", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/nonexistent/lab.yaml", "/nonexistent/lab.yaml cannot be read: there is no file /nonexistent/lab.yaml")]
    [InlineData("/usr", "/usr cannot be read: it is a directory; name a file in it")]
    public async Task Should_say_why_a_file_cannot_be_read(string path, string reason) =>
        Assert.Equal(
            (ExitCodes.Invalid, "", $"rentabot: {reason} – give the path of a descriptor, or - for standard input; {Help}\n"),
            await CliRun.OfAsync(_server.Url, "import", path));

    [Fact]
    public async Task Should_want_the_name_of_a_file() =>
        Assert.Equal((ExitCodes.Usage, "", $"rentabot: the file has no name – {Help}\n"), await CliRun.OfAsync(_server.Url, "import", ""));

    [Fact]
    public async Task Should_show_a_descriptor_that_works()
    {
        var help = (await CliRun.OfAsync(null, "import", "--help")).Output;
        var shown = help.Split("\nA descriptor:\n")[1].Split("\n\n")[0];
        Assert.Contains(Page, help, StringComparison.Ordinal);

        var import = await ImportAsync(shown + "\n");

        Assert.Equal((0, "created 1 (lab1.rpi4-a), updated 0, unchanged 0, pruned 0, skipped 0\n", ""), import);
        var list = await _server.GetAsync("resources?name=lab1.rpi4-a");
        Assert.Equal(14400, list["resources"]![0]!["max_lock_duration"]!.GetValue<int>());
    }

    private async Task<(int ExitCode, string Output, string Errors)> ImportAsync(string descriptor)
    {
        await using var run = CliRun.Start(_server.Url, "import", "-");
        return await run.EndAsync(descriptor);
    }
}
