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
        var ttl = DurationOption.CreateWithDefault(
            "--ttl", "How long the locks outlive this program, should it be killed; they are extended at a third of it", DefaultTtl,
            TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(Limits.MaxLockDuration));
        var wait = DurationOption.CreateWithDefault(
            "--wait", "How long to stand in the queue; 0: not at all", DefaultWait, TimeSpan.Zero, TimeSpan.FromSeconds(Limits.MaxWaitTime));
        var grace = DurationOption.CreateWithDefault("--grace", "How long the command has to end when it is asked to (TERM), before it is killed", DefaultGrace);
        var quiet = new Option<bool>("--quiet", "-q") { Description = "Say nothing but errors" };
        var program = new Argument<string[]>("command") { Description = "What to run, behind --", Arity = ArgumentArity.OneOrMore };
        var command = new Command("run", "Run a command with resources locked for as long as it runs") { program, ttl, wait, grace, quiet };
        selection.AddTo(command);
        command.SetAction(globals.Do((line, session) =>
        {
            var lines = new WaitLine(session.Screen, line.GetValue(quiet));
            var wanted = selection.Read(line) with { Ttl = line.GetValue(ttl), Wait = line.GetValue(wait) };
            return new Run(session, lines, line.GetValue(ttl), line.GetValue(grace)).RunAsync(wanted, line.GetValue(program)!);
        }));
        return command;
    }
}
