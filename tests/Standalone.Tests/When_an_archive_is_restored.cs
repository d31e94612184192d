namespace RentABot.Standalone.Tests;

public sealed class When_an_archive_is_restored : IDisposable
{
    private const string Descriptor = "rack.küche-☕: {description: 'Gerät «ä»', tags: 'board,x'}\nb: {max_lock_duration: 60}\n";

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("rentabot-test-");

    private string Archive => Path.Combine(_directory.FullName, "backup.zip");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task Should_have_what_was_saved()
    {
        await SaveAsync();
        var restore = await RunAsync("new", "restore", Archive);
        Assert.Equal((0, $"restored from {Archive}\n"), (restore.ExitCode, restore.Output));
        Assert.Equal((await RunAsync("old", "export")).Output, (await RunAsync("new", "export")).Output);
    }

    [Fact]
    public async Task Should_leave_a_database_that_is_not_empty_as_it_is()
    {
        await SaveAsync();
        await ImportAsync("other", "c: {}\n");
        var before = (await RunAsync("other", "export")).Output;

        var refused = await RunAsync("other", "restore", Archive);
        Assert.Equal((1, ""), (refused.ExitCode, refused.Output));
        Assert.Contains("--replace", refused.Errors, StringComparison.Ordinal);
        Assert.Equal(before, (await RunAsync("other", "export")).Output);

        var replaced = await RunAsync("other", "restore", Archive, "--replace");
        Assert.Equal(0, replaced.ExitCode);
        Assert.Equal((await RunAsync("old", "export")).Output, (await RunAsync("other", "export")).Output);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.5)]
    [InlineData(0.99)]
    public async Task Should_change_nothing_by_a_truncated_archive(double kept)
    {
        await SaveAsync();
        var whole = await File.ReadAllBytesAsync(Archive, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(Archive, whole[..(int)(whole.Length * kept)], TestContext.Current.CancellationToken);
        await ImportAsync("other", "c: {}\n");
        var before = (await RunAsync("other", "export")).Output;

        var refused = await RunAsync("other", "restore", Archive, "--replace");
        Assert.Equal((2, ""), (refused.ExitCode, refused.Output));
        Assert.Contains("no backup of Rent-A-Bot, or it is damaged", refused.Errors, StringComparison.Ordinal);
        Assert.Equal(before, (await RunAsync("other", "export")).Output);
    }

    private async Task SaveAsync()
    {
        await ImportAsync("old", Descriptor);
        var backup = await RunAsync("old", "backup", Archive);
        Assert.Equal((0, $"saved in {Archive}\n"), (backup.ExitCode, backup.Output));
    }

    private async Task ImportAsync(string database, string descriptor)
    {
        var import = await OperatorRun.OfAsync(_directory.FullName, descriptor, "import", "-", "--persist", Persist(database));
        Assert.Equal(0, import.ExitCode);
    }

    private Task<OperatorRun> RunAsync(string database, params string[] args) =>
        OperatorRun.OfAsync(_directory.FullName, "", [.. args, "--persist", Persist(database)]);

    private string Persist(string database) => $"sqlite://{Path.Combine(_directory.FullName, database)}.sqlite";
}
