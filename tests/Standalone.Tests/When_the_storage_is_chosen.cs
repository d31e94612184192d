using RentABot.Hosting;
using RentABot.Standalone.Storage;

namespace RentABot.Standalone.Tests;

public sealed class When_the_storage_is_chosen : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("rentabot-test-");

    public void Dispose() => _directory.Delete(recursive: true);

    [Theory]
    [InlineData("memory", null)]
    [InlineData("sqlite:///var/lib/rentabot.sqlite", "/var/lib/rentabot.sqlite")]
    [InlineData("sqlite:////var/lib/rentabot.sqlite", "/var/lib/rentabot.sqlite")]
    public void Should_take_memory_or_a_path(string text, string? path)
    {
        Assert.True(StorageChoice.TryParse(text, out var choice));
        Assert.Equal(path, choice.SqlitePath);
        Assert.True(StorageChoice.TryParse(choice.ToString(), out var again));
        Assert.Equal(choice, again);
    }

    [Fact]
    public void Should_take_a_relative_path_from_the_working_directory()
    {
        Assert.True(StorageChoice.TryParse("sqlite://db.sqlite", out var choice));
        Assert.Equal(Path.GetFullPath("db.sqlite"), choice.SqlitePath);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Memory")]
    [InlineData("sqlite://")]
    [InlineData("sqlite:///var/lib/")]
    [InlineData("postgres://host/db")]
    public void Should_refuse_anything_else(string text) => Assert.False(StorageChoice.TryParse(text, out _));

    [Fact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void Should_keep_the_key_beside_the_database_for_its_owner_alone()
    {
        var path = Path.Combine(_directory.FullName, "deep", "db.sqlite");
        string key;
        using (var first = OpenStorage.Open(new StorageChoice(path)))
        {
            key = first.TokenKey;
            Assert.True(first.Durable);
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path + ".key"));
        }

        using var second = OpenStorage.Open(new StorageChoice(path));
        Assert.Equal(key, second.TokenKey);
    }

    [Fact]
    public void Should_refuse_a_database_that_another_process_has()
    {
        var choice = new StorageChoice(Path.Combine(_directory.FullName, "db.sqlite"));
        using var first = OpenStorage.Open(choice);
        var refused = Assert.Throws<SettingsException>(() => OpenStorage.Open(choice));
        Assert.Contains("--persist", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_refuse_a_path_below_a_file()
    {
        var file = Path.Combine(_directory.FullName, "file");
        File.WriteAllText(file, "");
        Assert.Throws<SettingsException>(() => OpenStorage.Open(new StorageChoice(Path.Combine(file, "db.sqlite"))));
    }

    [Fact]
    public void Should_leave_nothing_of_a_state_in_memory()
    {
        string path;
        using (var memory = OpenStorage.Open(StorageChoice.Memory))
        {
            path = memory.DatabasePath;
            File.WriteAllText(path, "");
            Assert.False(memory.Durable);
        }

        Assert.False(Directory.Exists(Path.GetDirectoryName(path)));
    }
}
