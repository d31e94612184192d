using System.CommandLine;
using RentABot.Cli.Running;
using RentABot.Cli.Waiting;
using RentABot.Rules;

namespace RentABot.Cli.Commands;

internal static class RunCommand
{
    private static readonly TimeSpan DefaultTtl = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan DefaultWait = TimeSpan.FromHours(1);
    private static readonly TimeSpan DefaultGrace = TimeSpan.FromSeconds(10);

    public static Command Create(Globals globals)
    {
        var selection = new SelectionOptions(globals, takesResource: false);
        var ttl = DurationOption.Create(
            "--ttl", $"How long the locks outlive this program, should it be killed; they are extended at a third of it (default {Durations.Write(DefaultTtl)})",
            TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(Limits.MaxLockDuration));
        var wait = DurationOption.Create(
            "--wait", $"How long to stand in the queue; 0: not at all (default {Durations.Write(DefaultWait)})", TimeSpan.Zero, TimeSpan.FromSeconds(Limits.MaxWaitTime));
        var grace = DurationOption.Create(
            "--grace", $"How long the command has to end when it is asked to (TERM), before it is killed (default {Durations.Write(DefaultGrace)})",
            TimeSpan.Zero, TimeSpan.FromDays(1));
        var quiet = new Option<bool>("--quiet", "-q") { Description = "Say nothing but errors" };
        var program = new Argument<string[]>("command") { Description = "What to run, behind --", Arity = ArgumentArity.OneOrMore };
        var command = new Command("run", "Run a command with resources locked for as long as it runs") { program, ttl, wait, grace, quiet };
        selection.AddTo(command);
        command.SetAction(globals.Do((line, session) =>
        {
            var life = line.GetValue(ttl) ?? DefaultTtl;
            var lines = new WaitLine(session.Screen, line.GetValue(quiet));
            var wanted = selection.Read(line) with { Ttl = life, Wait = line.GetValue(wait) ?? DefaultWait };
            return new Run(session, lines, life, line.GetValue(grace) ?? DefaultGrace).RunAsync(wanted, line.GetValue(program)!);
        }));
        return command;
    }
}
