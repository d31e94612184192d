using RentABot.Cli.Waiting;
using RentABot.TestServers;

namespace RentABot.Cli.Tests;

public sealed class When_the_documentation_is_read
{
    private static readonly string Page = File.ReadAllText(Repository.PathOf("docs/cli.md"));

    [Fact]
    public void Should_have_every_exit_code() =>
        Assert.All(ExitCodes.All, code => Assert.Contains($"| {code.Code} | {code.Meaning} |\n", Page, StringComparison.Ordinal));

    [Fact]
    public void Should_have_every_variable() =>
        Assert.All(Grant.Described, variable => Assert.Contains($"| `{variable.Name}` | {variable.Meaning} |\n", Page, StringComparison.Ordinal));

    [Fact]
    public void Should_have_every_command() =>
        Assert.All(RentABotCommand.Create().Subcommands, command => Assert.Contains($"| `{command.Name}", Page, StringComparison.Ordinal));
}
