using System.Text.Json.Nodes;

namespace RentABot.Cli.Tests;

public sealed class When_the_command_line_is_wrong
{
    // Nobody listens there: what is wrong is said without asking.
    private static readonly Uri Nowhere = new("http://127.0.0.1:9");

    [Theory]
    [InlineData("lok", "'lok' is not understood here – see rentabot --help")]
    [InlineData("", "Required command was not provided – see rentabot --help")]
    [InlineData("run -- true", "say what is asked for by one of --tags, --expression and a name – see rentabot run --help")]
    [InlineData("lock a --tags b", "say what is asked for by one of --tags, --expression and a name – see rentabot lock --help")]
    [InlineData("run --tags a", "Required argument 'command' missing for command: 'run' – see rentabot run --help")]
    [InlineData("lock a --ttl soon", "--ttl must be a duration such as 90s, 30m, 2h30m or 1d, or whole seconds – see rentabot lock --help")]
    [InlineData("lock a --ttl 0", "--ttl must be 1s to 365d – see rentabot lock --help")]
    [InlineData("lock a -n 0", "--quantity must be 1 to 1000 – see rentabot lock --help")]
    [InlineData("lock a --priority 11", "--priority must be 1 to 10 – see rentabot lock --help")]
    [InlineData("lock a --wait 1m --details x", "--details cannot go with --wait – see rentabot lock --help")]
    [InlineData("extend --token x", "say how long by one of --ttl and --by – see rentabot extend --help")]
    [InlineData("extend --ttl 5", "There is no lock token – put it into RENTABOT_LOCK_TOKENS, as rentabot lock --shell does, or give it by --stdin or --token")]
    [InlineData("extend a b --ttl 5 --token x", null)]
    [InlineData("unlock board", "--force and a resource belong together; tokens need neither – see rentabot unlock --help")]
    [InlineData("claim 17", "The id of a reservation is a UUID – rentabot reserve prints it, rentabot queue lists those that wait")]
    [InlineData("maintenance on a --reason x --until tomorrow", "--until must be an instant with its offset, such as 2030-01-31T12:00Z or 2030-01-31T12:00:00+01:00 – see rentabot maintenance on --help")]
    [InlineData("maintenance on a --reason x --until 2030-01-31T12:00", "--until must be an instant with its offset, such as 2030-01-31T12:00Z or 2030-01-31T12:00:00+01:00 – see rentabot maintenance on --help")]
    public async Task Should_say_what_to_write_instead(string line, string? message)
    {
        var run = await CliRun.OfAsync(Nowhere, [.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries), .. message is null ? ["--retry", "0"] : Array.Empty<string>()]);

        // Names have to be asked for before they can be counted.
        if (message is null) Assert.Equal(ExitCodes.Unavailable, run.ExitCode);
        else Assert.Equal((ExitCodes.Usage, "", $"rentabot: {message}\n"), run);
    }

    [Fact]
    public async Task Should_say_it_in_json_where_that_is_asked_for()
    {
        var run = await CliRun.OfAsync(Nowhere, "lok", "--json");
        Assert.Equal((ExitCodes.Usage, ""), (run.ExitCode, run.Output));
        Assert.Equal("usage", JsonNode.Parse(run.Errors)!["code"]!.GetValue<string>());
    }

    [Fact]
    public async Task Should_be_told_every_exit_code_by_the_help_which_asks_nobody()
    {
        var run = await CliRun.OfAsync(Nowhere, "lock", "--help");
        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.All(ExitCodes.All, code => Assert.Contains($"  {code.Code,-6} {code.Meaning}\n", run.Output, StringComparison.Ordinal));
        Assert.Contains("lock [<name>] [options]", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_have_a_description_and_json_for_every_command()
    {
        var root = RentABotCommand.Create();
        Assert.All(root.Subcommands, command => Assert.NotEmpty(command.Description!));
        Assert.All(
            root.Subcommands.SelectMany(command => command.Options.Cast<System.CommandLine.Symbol>().Concat(command.Arguments)),
            symbol => Assert.NotEmpty(symbol.Description!));
        Assert.Contains(root.Options, option => option is { Name: "--json", Recursive: true });
    }
}
