using System.Text;
using RentABot.Cli.Servers;

namespace RentABot.Cli.Tests;

public sealed class When_the_configuration_file_is_read(SharedServer shared)
{
    [Theory]
    [InlineData("- a\n", "line 1: must be a map with servers and default")]
    [InlineData("servers: [a]\n", "line 1: servers must be a map from names to {url, key}")]
    [InlineData("servers:\n  a: b\n", "line 2: a must be {url, key}")]
    [InlineData("servers:\n  a: {key: very-secret}\n", "line 2: a has no url")]
    [InlineData("servers:\n  a: {url: example.com}\n", "line 2: url must be an address such as https://rentabot.example.com")]
    [InlineData("servers:\n  a: {url: http://a}\n  a: {url: http://b}\n", "line 3: a is there twice")]
    [InlineData("servers:\n  a: {url: http://a, key: very secret}\n", "config.yaml: line 2: key must be printable ASCII without spaces")]
    [InlineData("servers:\n  a: {url: http://a, password: very-secret}\n", "line 2: only url and key may be here")]
    [InlineData("server: a\n", "line 1: only default and servers may be here")]
    [InlineData("servers: {\n", "line ")]
    public void Should_say_what_is_wrong_and_nothing_of_what_is_in_it(string text, string message)
    {
        var refused = Assert.Throws<CliException>(() => ServerFile.Parse("config.yaml", Encoding.UTF8.GetBytes(text)));
        Assert.Equal(ExitCodes.Configuration, refused.ExitCode);
        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("very-secret", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_be_empty_when_nothing_is_in_it() => Assert.Empty(ServerFile.Parse("config.yaml", "# nothing\n"u8.ToArray()).Servers);

    [Theory]
    [InlineData("/etc/xdg-of-me", "/etc/xdg-of-me/rentabot/config.yaml")]
    [InlineData("relative", "/home/me/.config/rentabot/config.yaml")]
    [InlineData(null, "/home/me/.config/rentabot/config.yaml")]
    public void Should_be_where_the_user_keeps_such_files(string? xdg, string path) =>
        Assert.Equal(path, ServerFile.PathIn(name => name == "XDG_CONFIG_HOME" ? xdg : null, "/home/me"));

    [Theory]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite, false)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead, true)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead, true)]
    public async Task Should_be_warned_of_when_others_can_read_its_keys(UnixFileMode mode, bool warns)
    {
        var directory = Directory.CreateTempSubdirectory("rentabot-config-");
        try
        {
            var path = Path.Combine(directory.CreateSubdirectory("rentabot").FullName, "config.yaml");
            await File.WriteAllTextAsync(path, $"servers: {{lab: {{url: {shared.Server.Url}, key: any-key-of-mine}}}}\n", TestContext.Current.CancellationToken);
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, mode);

            var run = await CliRun.OfAsync(null, new Dictionary<string, string> { ["XDG_CONFIG_HOME"] = directory.FullName }, "whoami");

            Assert.Equal(0, run.ExitCode);
            Assert.Equal(warns ? $"rentabot: warning: other users of this machine can read the keys in {path}; chmod 600 it\n" : "", run.Errors);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }
}
