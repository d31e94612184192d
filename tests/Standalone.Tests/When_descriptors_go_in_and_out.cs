using RentABot.TestServers;

namespace RentABot.Standalone.Tests;

public sealed class When_descriptors_go_in_and_out : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("rentabot-test-");

    private string Database => Path.Combine(_directory.FullName, "kept.sqlite");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task Should_come_back_as_they_went_out()
    {
        var import = await RunAsync("import", Repository.PathOf("samples/kernelci-labs.yaml"));
        Assert.Equal((0, "created 141, updated 0, unchanged 0, pruned 0, skipped 0\n", ""), (import.ExitCode, import.Output, import.Errors));

        var export = await RunAsync("export");
        Assert.Equal((0, ""), (export.ExitCode, export.Errors));
        var again = await OperatorRun.OfAsync(_directory.FullName, export.Output, "import", "-", "--prune", "--persist", $"sqlite://{Database}");
        Assert.Equal((0, "created 0, updated 0, unchanged 141, pruned 0, skipped 0\n", ""), (again.ExitCode, again.Output, again.Errors));

        var toFile = await RunAsync("export", "out.yaml");
        Assert.Equal((0, "", ""), (toFile.ExitCode, toFile.Output, toFile.Errors));
        Assert.Equal(export.Output, await File.ReadAllTextAsync(Path.Combine(_directory.FullName, "out.yaml"), TestContext.Current.CancellationToken));
        Assert.Empty(_directory.GetFiles("*.tmp"));
    }

    [Fact]
    public async Task Should_do_what_a_dry_run_says()
    {
        await ImportTextAsync("a: {tags: x}\nb: {description: old}\nc: {}\nd: {}\n");
        await WriteAsync("next.yaml", "a: {tags: x}\nb: {description: new, max_lock_duration: 60}\ne: {}\n");

        var dry = await RunAsync("import", "next.yaml", "--prune", "--dry-run");
        Assert.Equal(0, dry.ExitCode);
        Assert.Equal(
            """
            ~ b  description: 'old' → 'new'
            ~ b  max_lock_duration: '86400' → '60'
            - c
            - d
            + e
            dry run, nothing was changed: created 1, updated 1, unchanged 1, pruned 2, skipped 0

            """.ReplaceLineEndings("\n"),
            dry.Output);
        Assert.Contains("c:\n", (await RunAsync("export")).Output, StringComparison.Ordinal);

        var import = await RunAsync("import", "next.yaml", "--prune");
        Assert.Equal("created 1, updated 1, unchanged 1, pruned 2, skipped 0\n", import.Output);
        var after = await RunAsync("import", "next.yaml", "--prune", "--dry-run");
        Assert.Equal("dry run, nothing was changed: created 0, updated 0, unchanged 3, pruned 0, skipped 0\n", after.Output);
    }

    [Theory]
    [InlineData("bad: {max_lock_duration: -1}\n", "line 1: max_lock_duration must be")]
    [InlineData("good: {}\nbad: [x]\n", "line 2: must be a map of properties")]
    [InlineData("a: {\n", "line ")]
    public async Task Should_change_nothing_for_a_bad_file(string text, string reason)
    {
        await WriteAsync("bad.yaml", text);
        var run = await RunAsync("import", "bad.yaml");
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("rentabot: bad.yaml: ", run.Errors, StringComparison.Ordinal);
        Assert.Contains(reason, run.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(Database));
    }

    [Theory]
    [InlineData("import", "missing.yaml")]
    [InlineData("import", "/usr")]
    [InlineData("export", "/dev/null")]
    [InlineData("export")]
    public async Task Should_say_in_one_line_that_a_file_is_not_there(params string[] args)
    {
        if (args[^1] == "/dev/null") await ImportTextAsync("a: {}\n");
        var run = await RunAsync(args);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Single(run.Errors.TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public async Task Should_warn_of_what_is_left_out()
    {
        await WriteAsync("old.yaml", "a: {host: h}\n");
        var run = await RunAsync("import", "old.yaml");
        Assert.Equal(0, run.ExitCode);
        Assert.Equal("rentabot: old.yaml: line 1: a: host is not known and was left out\n", run.Errors);
    }

    [Theory]
    [InlineData("jenkins", 123, 14)]
    [InlineData("boskos", 160, 7)]
    [InlineData("labgrid", 111, 110)]
    public async Task Should_take_what_a_neighbour_has(string neighbour, int resources, int notes)
    {
        var run = await RunAsync("import", "--from", neighbour, Repository.PathOf($"samples/neighbours/{neighbour}.yaml"));
        Assert.Equal((0, $"created {resources}, updated 0, unchanged 0, pruned 0, skipped 0\n"), (run.ExitCode, run.Output));
        Assert.Equal(notes, run.Errors.TrimEnd('\n').Split('\n').Length);
    }

    [Fact]
    public async Task Should_not_know_other_neighbours()
    {
        var run = await RunAsync("import", "--from", "lava", "x");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("lava", run.Errors, StringComparison.Ordinal);
    }

    private Task<OperatorRun> RunAsync(params string[] args) =>
        OperatorRun.OfAsync(_directory.FullName, "", [.. args, "--persist", $"sqlite://{Database}"]);

    private async Task ImportTextAsync(string text)
    {
        await WriteAsync("before.yaml", text);
        Assert.Equal(0, (await RunAsync("import", "before.yaml")).ExitCode);
    }

    private Task WriteAsync(string file, string text) =>
        File.WriteAllTextAsync(Path.Combine(_directory.FullName, file), text, TestContext.Current.CancellationToken);
}
