using System.CommandLine;
using System.Text.Json.Nodes;

namespace RentABot.Cli.Tests;

public sealed class When_the_command_line_is_wrong
{
    // Nobody listens there: what is wrong is said without asking.
    private static readonly Uri Nowhere = new("http://127.0.0.1:9");

    [Theory]
    [InlineData("lok", "'lok' is not understood here; did you mean lock? – see rentabot --help")]
    [InlineData("abc", "'abc' is not understood here – see rentabot --help")]
    [InlineData("list --tag x", "'--tag' is not understood here; did you mean --tags? – see rentabot list --help")]
    [InlineData("lock --tag x", "'--tag' is not understood here; did you mean --tags? – see rentabot lock --help")]
    [InlineData("run --tag x -- true", "'--tag' is not understood here; did you mean --tags? – see rentabot run --help")]
    [InlineData("run a b -- true", "'b' is not understood here; the command to run stands behind -- – see rentabot run --help")]
    [InlineData("maintenance", "a command is missing, one of on, off – see rentabot maintenance --help")]
    [InlineData("run -- true", "nothing is asked for: give a name, --expression or --tags, such as --tags arm64,board – see rentabot run --help")]
    [InlineData("lock", "nothing is asked for: give a name, --expression or --tags, such as --tags arm64,board – see rentabot lock --help")]
    [InlineData("lock a --tags b", "the name a and --tags cannot go together: give one of them – see rentabot lock --help")]
    [InlineData("run --tags a --expression b --name c -- true", "--tags and --expression and --name cannot go together: give one of them – see rentabot run --help")]
    [InlineData("run --tags a", "the command is missing: what to run, behind -- – see rentabot run --help")]
    [InlineData("run --tags a true", "the command is missing: what to run, behind -- – see rentabot run --help")]
    [InlineData("run a --tags b -- true", "the name a and --tags cannot go together: give one of them – see rentabot run --help")]
    [InlineData("show", "the resource is missing: its name or its id – see rentabot show --help")]
    [InlineData("lock a --ttl soon", "--ttl cannot be 'soon': it must be a duration such as 90s, 30m, 2h30m or 1d, or whole seconds – see rentabot lock --help")]
    [InlineData("lock a --ttl 0", "--ttl cannot be '0': it must be 1s to 365d, such as 30m – see rentabot lock --help")]
    [InlineData("lock a --ttl", "--ttl needs a value behind it: 90s|30m|2h – see rentabot lock --help")]
    [InlineData("lock a --ttl 5 --ttl 6", "--ttl can be given only once – see rentabot lock --help")]
    [InlineData("list --retry -1", "--retry cannot be '-1': it must be a duration such as 90s, 30m, 2h30m or 1d, or whole seconds – see rentabot list --help")]
    [InlineData("lock a -n two", "--quantity cannot be 'two': it must be a whole number, 1 to 1000, such as 2 – see rentabot lock --help")]
    [InlineData("lock a -n 0", "--quantity cannot be '0': it must be a whole number, 1 to 1000, such as 2 – see rentabot lock --help")]
    [InlineData("lock a -n 99999999999", "--quantity cannot be '99999999999': it must be a whole number, 1 to 1000, such as 2 – see rentabot lock --help")]
    [InlineData("lock a --priority 1.5", "--priority cannot be '1.5': it must be a whole number, 1 to 10, such as 2 – see rentabot lock --help")]
    [InlineData("lock a --priority 11", "--priority cannot be '11': it must be a whole number, 1 to 10, such as 2 – see rentabot lock --help")]
    [InlineData("audit --last 3 --limit 3", "give --last, or --limit and --cursor – see rentabot audit --help")]
    [InlineData("audit --limit many", "--limit cannot be 'many': it must be a whole number, 1 to 1000, such as 2 – see rentabot audit --help")]
    [InlineData("expired --limit 0", "--limit cannot be '0': it must be a whole number, 1 to 1000, such as 2 – see rentabot expired --help")]
    [InlineData("events --last all", "--last cannot be 'all': it must be a whole number, 0 or more, such as 2 – see rentabot events --help")]
    [InlineData("events --after -1", "--after cannot be '-1': it must be a whole number, 0 or more, such as 2 – see rentabot events --help")]
    [InlineData("list --status busy", "--status cannot be 'busy': it must be one of available, locked, held, unavailable – see rentabot list --help")]
    [InlineData("completion tcsh", "the shell cannot be 'tcsh': it must be one of bash, zsh, fish – see rentabot completion --help")]
    [InlineData("reserve a --wait=5m", "'5m' is not understood here; --wait stands alone, --max-wait 5m says how long to wait at most – see rentabot reserve --help")]
    [InlineData("reserve a --wait 5m", "'5m' is not understood here; --wait stands alone, --max-wait 5m says how long to wait at most – see rentabot reserve --help")]
    [InlineData("reserve --tags a --wait 5m", "--wait stands alone, --max-wait 5m says how long to wait at most – see rentabot reserve --help")]
    [InlineData("reserve --tags a --wait --ttl 5m b", "the name b and --tags cannot go together: give one of them – see rentabot reserve --help")]
    [InlineData("claim 01a21f9f-c1a7-7bd7-8d69-56e25bc01a5e --wait 5m", "'5m' is not understood here; --wait stands alone: it waits for as long as the --max-wait of reserve says – see rentabot claim --help")]
    [InlineData("claim --wait 5m", "--wait stands alone: it waits for as long as the --max-wait of reserve says – see rentabot claim --help")]
    [InlineData("reserve a b", "'b' is not understood here; a name is for one: several are asked for by a tag that they have, and -n – see rentabot reserve --help")]
    [InlineData("list nvidia", "'nvidia' is not understood here; a list takes no names: rentabot show nvidia shows the one of that name, --tags nvidia lists those with that tag – see rentabot list --help")]
    [InlineData("list tag", "'tag' is not understood here; did you mean --tags? – see rentabot list --help")]
    [InlineData("status board", "'board' is not understood here; rentabot show board tells how that resource is – see rentabot status --help")]
    [InlineData("maintenance on a new SD card", "a text of several words stands in quotes: --reason 'new SD card' – see rentabot maintenance on --help")]
    [InlineData("maintenance on a until it's back --for 2h", "a text of several words stands in quotes: --reason 'until it'\\''s back' – see rentabot maintenance on --help")]
    [InlineData("maintenance on a --for 2h --reason new SD card", "a text of several words stands in quotes: --reason 'new SD card' – see rentabot maintenance on --help")]
    [InlineData("unlock a --force --reason new SD card", "a text of several words stands in quotes: --reason 'new SD card' – see rentabot unlock --help")]
    [InlineData("maintenance on a --reason x b", "a text of several words stands in quotes: --reason 'x b' – see rentabot maintenance on --help")]
    [InlineData("maintenance on a --reason x --for 2h b", "'b' is not understood here – see rentabot maintenance on --help")]
    [InlineData("lock a b --details x", "'b' is not understood here; a name is for one: several are asked for by a tag that they have, and -n – see rentabot lock --help")]
    [InlineData("maintenance on a", "--reason is missing: why, for others to see, such as 'new kernel' – see rentabot maintenance on --help")]
    [InlineData("maintenance on", "the resource is missing: its name or its id; --reason is missing: why, for others to see, such as 'new kernel' – see rentabot maintenance on --help")]
    [InlineData("lock a --wait 1m --details x", "--details cannot go with --wait – see rentabot lock --help")]
    [InlineData("extend --token x", "say how long by one of --ttl and --by – see rentabot extend --help")]
    [InlineData("extend --ttl 5", "There is no lock token – lock or claim prints it: give it by --stdin or --token; eval \"$(rentabot lock … --shell)\", or claim, puts it into RENTABOT_LOCK_TOKENS, where it is found; an admin ends any lock by rentabot unlock NAME --force")]
    [InlineData("extend a b --ttl 5 --token x --token y", null)]
    [InlineData("extend a --ttl 5 --token x --token y", "tokens and names are not as many, 2 and 1: name the resource of each token, in the same order – see rentabot extend --help")]
    [InlineData("extend --ttl 5 --token x", "tokens and names are not as many, 1 and 0: name the resource of each token, in the same order – see rentabot extend --help")]
    [InlineData("unlock board", "RENTABOT_LOCK_TOKENS has no token of a lock of board – give it by --stdin or --token alone; an admin ends anybody's lock by rentabot unlock board --force --reason TEXT")]
    [InlineData("unlock board --token x", "a token tells its resource: give no name with it – see rentabot unlock --help")]
    [InlineData("unlock --force", "--force needs the name of the resource whose lock it ends – see rentabot unlock --help")]
    [InlineData("unlock board --reason x", "--reason goes with --force alone: who frees a lock of his own needs none – see rentabot unlock --help")]
    [InlineData("claim", "The id of the reservation is missing, and RENTABOT_RESERVATION_ID does not tell it – rentabot reserve prints it, rentabot queue lists those that wait, with --status fulfilled those that can be claimed")]
    [InlineData("claim 17", "'17' is no id of a reservation, which looks like 01a21f9f-c1a7-7bd7-8d69-56e25bc01a5e – rentabot reserve prints it, rentabot queue lists those that wait, with --status fulfilled those that can be claimed")]
    [InlineData("--tags a run -- true", "--tags stands behind run, not in front of it – see rentabot run --help")]
    [InlineData("-n 2 lock a", "-n stands behind lock, not in front of it – see rentabot lock --help")]
    [InlineData("maintenance off a --reason x", "'--reason' is not understood here – see rentabot maintenance off --help")]
    [InlineData("run --tags a --timeout 5m -- true", "'--timeout' is not understood here – see rentabot run --help")]
    [InlineData("maintenance on a --reason x --until tomorrow", "--until cannot be 'tomorrow': it must be an instant with its offset, such as 2030-01-31T12:00Z or 2030-01-31T12:00:00+01:00 – see rentabot maintenance on --help")]
    [InlineData("maintenance on a --reason x --until 2030-01-31T12:00", "--until cannot be '2030-01-31T12:00': it must be an instant with its offset, such as 2030-01-31T12:00Z or 2030-01-31T12:00:00+01:00 – see rentabot maintenance on --help")]
    public async Task Should_say_what_to_write_instead(string line, string? message)
    {
        var run = await CliRun.OfAsync(Nowhere, [.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries), .. message is null ? ["--retry", "0"] : Array.Empty<string>()]);

        // Names have to be asked for before they can be counted.
        if (message is null) Assert.Equal(ExitCodes.Unavailable, run.ExitCode);
        else Assert.Equal((ExitCodes.Usage, "", $"rentabot: {message}\n"), run);
    }

    [Fact]
    public async Task Should_say_what_can_be_done_when_nothing_is_said()
    {
        var run = await CliRun.OfAsync(Nowhere);
        Assert.Equal((ExitCodes.Usage, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("rentabot: a command is missing, one of run, lock, unlock, ", run.Errors, StringComparison.Ordinal);
    }

    /// <summary>None of them comes to words of the parser, which speaks of its own types.</summary>
    [Fact]
    public void Should_read_numbers_and_durations_itself()
    {
        var root = RentABotCommand.Create();
        var commands = root.Subcommands.Concat(root.Subcommands.SelectMany(command => command.Subcommands)).Append(root);
        var typed = commands.SelectMany(command => command.Options).Where(option => Nullable.GetUnderlyingType(option.ValueType) is not null).ToList();
        Assert.NotEmpty(typed);
        Assert.All(typed, option => Assert.StartsWith(
            $"{option.Name} cannot be 'x': it must be ", Mistakes.First(new RootCommand { option }.Parse([option.Name, "x"])), StringComparison.Ordinal));
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
        Assert.All(ExitCodes.All, code => Assert.Contains($"  {code.Code,-5}  {code.Meaning}\n", run.Output, StringComparison.Ordinal));
        Assert.Contains("lock [<name>] [options]", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_have_a_description_and_json_for_every_command()
    {
        var root = RentABotCommand.Create();
        Assert.All(root.Subcommands, command => Assert.NotEmpty(command.Description!));
        Assert.All(
            root.Subcommands.SelectMany(command => command.Options.Cast<Symbol>().Concat(command.Arguments)),
            symbol => Assert.NotEmpty(symbol.Description!));
        Assert.Contains(root.Options, option => option is { Name: "--json", Recursive: true });
    }
}
