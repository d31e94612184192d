using RentABot.Cli.Waiting;

namespace RentABot.Cli.Tests;

public sealed class When_help_is_asked_for(SharedServer shared)
{
    [Theory]
    [InlineData("run", false)]
    [InlineData("lock", true)]
    [InlineData("claim", true)]
    public async Task Should_tell_the_variables_that_a_command_gets(string command, bool hasTokens)
    {
        var help = (await CliRun.OfAsync(null, command, "--help")).Output;

        Assert.All(Grant.Described, variable => Assert.Matches($"\n  {variable.Name} +{System.Text.RegularExpressions.Regex.Escape(variable.Meaning)}\n", help));
        Assert.Equal(hasTokens, help.Contains($"\n  {Grant.TokensVariable} ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Should_tell_no_other_variables_than_there_are()
    {
        var tag = SharedServer.NewWord();
        await shared.Server.RegisterAsync(tag, tag);
        var run = await CliRun.OfAsync(shared.Server.Url, "run", "-q", "--tags", tag, "--", "sh", "-c", "env | grep ^RENTABOT_RES | sed 's/=.*//'");

        Assert.Equal(
            Grant.Described.Select(variable => variable.Name).Order(StringComparer.Ordinal),
            run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(null, "/.config/rentabot/config.yaml\n")]
    [InlineData("/etc/xdg-of-me", "  /etc/xdg-of-me/rentabot/config.yaml\n")]
    public async Task Should_tell_where_the_configuration_file_is(string? xdg, string path)
    {
        var environment = new Dictionary<string, string>();
        if (xdg is not null) environment["XDG_CONFIG_HOME"] = xdg;
        foreach (var args in new string[][] { ["--help"], ["list", "--help"] })
        {
            var help = (await CliRun.OfAsync(null, environment, args)).Output;
            Assert.Contains("\nConfiguration file:\n", help, StringComparison.Ordinal);
            Assert.Contains(path, help, StringComparison.Ordinal);
            Assert.Contains("($XDG_CONFIG_HOME/rentabot/config.yaml, or ~/.config/rentabot/config.yaml)\n", help, StringComparison.Ordinal);
        }
    }
}
