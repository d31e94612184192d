using RentABot.Contracts;
using RentABot.Gateway.Tests.Support;

namespace RentABot.Gateway.Tests.Descriptors;

public sealed class When_a_descriptor_is_imported(SharedGateway gateway) : SharedGatewayTest<SharedGateway>(gateway)
{
    private static readonly ImportResourcesResult Done = new()
    {
        Created = 1, Updated = 2, Unchanged = 3, Pruned = 4, Skipped = ["x", "y"],
        CreatedNames = ["a"], UpdatedNames = ["b", "c"], PrunedNames = ["d", "e", "f", "g"],
    };

    [Fact]
    public async Task Should_answer_what_it_did()
    {
        Allocator.On<ImportResources>(_ => Done);
        var answer = await Client.ImportAsync("board-1:\n  tags: arm,mx8\n  colour: red\n").JsonAsync();
        Assert.Equal(["created", "updated", "unchanged", "pruned", "skipped", "created_names", "updated_names", "pruned_names", "skipped_names", "warnings"], answer.Fields());
        Assert.Equal((1, 2, 3, 4, 2), (answer.Number("created"), answer.Number("updated"), answer.Number("unchanged"), answer.Number("pruned"), answer.Number("skipped")));
        string[][] names = [["a"], ["b", "c"], ["d", "e", "f", "g"], ["x", "y"]];
        Assert.Equal(names, new[] { "created", "updated", "pruned", "skipped" }.Select(
            what => answer.GetProperty($"{what}_names").EnumerateArray().Select(name => name.GetString()!).ToArray()));
        Assert.Equal(["line 3: board-1: colour is not known and was left out"], answer.GetProperty("warnings").EnumerateArray().Select(n => n.GetString()!));
        Assert.Contains(Host.Logs, line => line.Contains("colour is not known", StringComparison.Ordinal));
        Assert.False(Allocator.Only<ImportResources>().Prune);
    }

    [Theory]
    [InlineData("application/yaml")]
    [InlineData("application/x-yaml")]
    [InlineData("text/yaml; charset=utf-8")]
    [InlineData("text/x-yaml")]
    public async Task Should_take_YAML(string type)
    {
        Allocator.On<ImportResources>(_ => Done);
        await Client.ImportAsync("b:\n", type, "?prune=true").JsonAsync();
        Assert.True(Allocator.Only<ImportResources>().Prune);
        Assert.Equal("b", Assert.Single(Allocator.Only<ImportResources>().Resources).Name);
    }

    [Fact]
    public async Task Should_take_JSON()
    {
        Allocator.On<ImportResources>(_ => Done);
        await Client.ImportAsync("{\n\t\"b\": {\"tags\": [\"x\",\t\"y\"],\n\t\t\"max_lock_duration\": 60, \"endpoint\": null}\n}", "application/json").JsonAsync();
        var entry = Assert.Single(Allocator.Only<ImportResources>().Resources);
        Assert.Equal(["x", "y"], entry.Tags);
        Assert.Equal((60, ""), (entry.MaxLockDuration, entry.Endpoint));
    }

    [Fact]
    public async Task Should_change_nothing_for_a_bad_entry_and_name_its_line()
    {
        var problem = await Client.ImportAsync("good:\n  tags: a\nbad:\n  tags: x!\n").ProblemAsync(422, "invalid");
        Assert.StartsWith("line 4: tags ", problem.ErrorAt("bad"), StringComparison.Ordinal);
        Assert.Empty(Allocator.All<ImportResources>());
    }

    [Fact]
    public async Task Should_not_empty_what_is_misspelt()
    {
        var problem = await Client.ImportAsync("board-1:\n  tag: arm,mx8\n").ProblemAsync(422, "invalid");
        Assert.StartsWith("line 2: tag is not known, did you mean tags? ", problem.ErrorAt("board-1"), StringComparison.Ordinal);
        Assert.Empty(Allocator.All<ImportResources>());
    }

    [Fact]
    public async Task Should_not_call_a_limit_a_mistake_in_JSON()
    {
        var text = """{"b": {"description": "TEXT"}}""".Replace("TEXT", new string('x', 5000), StringComparison.Ordinal);
        var problem = await Client.ImportAsync(text, "application/json").ProblemAsync(400, "malformed_json");
        Assert.Equal("The descriptor cannot be read: line 1: b: description: the text has 5000 characters; allowed are 4224.", problem.Text("detail"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing\n")]
    [InlineData("{}")]
    public async Task Should_say_that_a_file_is_empty(string text)
    {
        var problem = await Client.ImportAsync(text).ProblemAsync(422, "invalid");
        Assert.StartsWith("it is empty; ", problem.ErrorAt("descriptor"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_say_where_a_text_is_no_YAML_or_no_JSON()
    {
        var yaml = await Client.ImportAsync("a:\n  tags: [x\nb:\n").ProblemAsync(400, "malformed_yaml");
        Assert.Contains("line ", yaml.Text("detail"), StringComparison.Ordinal);
        var json = await Client.ImportAsync("{\n\"a\": {,}\n}", "application/json").ProblemAsync(400, "malformed_json");
        Assert.Contains("line 2", json.Text("detail"), StringComparison.Ordinal);
        await Client.ImportAsync("a: {tags: x}", "application/json").ProblemAsync(400, "malformed_json");
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    public async Task Should_take_no_other_kind(string type) =>
        await Client.ImportAsync("b:\n", type).ProblemAsync(415, "unsupported_media_type");

    [Fact]
    public async Task Should_not_guess_what_prune_means() =>
        Assert.NotEmpty((await Client.ImportAsync("b:\n", query: "?prune=perhaps").ProblemAsync(422, "invalid")).ErrorAt("prune"));
}
