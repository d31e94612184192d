using System.CommandLine;
using System.CommandLine.Parsing;
using RentABot.Cli.Running;
using RentABot.Cli.Waiting;
using RentABot.Rules;

namespace RentABot.Cli.Commands;

internal static class RunCommand
{
    private static readonly TimeSpan DefaultTtl = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan DefaultWait = TimeSpan.FromHours(1);
    private static readonly TimeSpan DefaultGrace = TimeSpan.FromSeconds(10);

    /// <summary>For the help.</summary>
    public static readonly string[] Examples =
    [
        "rentabot run --tags arm64,board -n 2 --wait 2h -- make test",
        "rentabot run lab1.rpi4-a -- ./flash.sh",
        "rentabot run --tags arm64 -- sh -c 'ping -c 3 \"$RENTABOT_RESOURCE_1_ENDPOINT\"'",
    ];

    public static Command Create(Globals globals)
    {
        var selection = new SelectionOptions(globals);
        var ttl = DurationOption.Create(
            "--ttl", $"How long the locks outlive this program, should it be killed; they are extended at a third of it (default {Durations.Write(DefaultTtl)})",
            TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(Limits.MaxLockDuration));
        var wait = DurationOption.Create(
            "--wait", $"How long to stand in the queue; 0: not at all (default {Durations.Write(DefaultWait)})", TimeSpan.Zero, TimeSpan.FromSeconds(Limits.MaxWaitTime));
        var grace = DurationOption.Create(
            "--grace", $"How long the command has to end when it is asked to (TERM), before it is killed (default {Durations.Write(DefaultGrace)})",
            TimeSpan.Zero, TimeSpan.FromDays(1));
        var quiet = new Option<bool>("--quiet", "-q") { Description = "Say nothing but errors" };
        var words = new Argument<string[]>("command")
        {
            Description = "What to run, behind --; in front of it the name of the one to run it with may stand alone",
            HelpName = "[name] -- command",
            Arity = ArgumentArity.ZeroOrMore,
        };
        selection.Complete(words);
        var command = new Command("run", "Run a command with resources locked for as long as it runs") { words, ttl, wait, grace, quiet };
        selection.AddTo(command);
        command.SetAction(globals.Do((line, session) =>
        {
            var life = line.GetValue(ttl) ?? DefaultTtl;
            var lines = new WaitLine(session.Screen, line.GetValue(quiet));
            var (name, program) = Split(line, line.GetValue(words) ?? []);
            var wanted = selection.Read(line, name) with { Ttl = life, Wait = line.GetValue(wait) ?? DefaultWait };
            return new Run(session, lines, life, line.GetValue(grace) ?? DefaultGrace).RunAsync(wanted, program);
        }));
        return command;
    }

    /// <summary>What stands behind <c>--</c> is the command's, whatever it looks like.</summary>
    private static (string? Name, string[] Program) Split(ParseResult line, string[] words)
    {
        var behind = line.Tokens.SkipWhile(token => token.Type != TokenType.DoubleDash).Skip(1).Count();
        var (before, program) = (words[..^behind], words[^behind..]);
        if ((before.FirstOrDefault(IsOption) ?? before.ElementAtOrDefault(1)) is { } stray)
        {
            throw Mistakes.In(line, Mistakes.Word(stray, line.CommandResult.Command, IsOption(stray) ? "" : "; the command to run stands behind --"));
        }

        if (program.Length == 0) throw Mistakes.In(line, "the command is missing: what to run, behind --");
        return (before.FirstOrDefault(), program);
    }

    private static bool IsOption(string word) => word.StartsWith('-');
}
