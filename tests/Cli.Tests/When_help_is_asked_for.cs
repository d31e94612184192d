using RentABot.Cli.Commands;
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
    public async Task Should_show_lines_that_are_understood()
    {
        var help = (await CliRun.OfAsync(null, "run", "--help")).Output;

        Assert.NotEmpty(RunCommand.Examples);
        foreach (var example in RunCommand.Examples)
        {
            Assert.Contains($"\n  {example}\n", help, StringComparison.Ordinal);
            var run = await CliRun.ShellAsync(new Uri("http://127.0.0.1:9"), "sh", example.Replace("-- ", "--retry 0 -- ", StringComparison.Ordinal));
            Assert.Equal(ExitCodes.Unavailable, run.ExitCode);
        }
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
