using System.CommandLine;
using RentABot.Cli.Waiting;
using RentABot.Rules;

namespace RentABot.Cli.Commands;

internal static class LockCommand
{
    public static Command Create(Globals globals)
    {
        var selection = new SelectionOptions(globals);
        var name = selection.CreateName();
        var ttl = DurationOption.Create(
            "--ttl", "How long the locks live (default 1h, or the resource's maximum if that is less)",
            TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(Limits.MaxLockDuration));
        var wait = DurationOption.Create(
            "--wait", "How long to stand in the queue (default: not at all)", TimeSpan.Zero, TimeSpan.FromSeconds(Limits.MaxWaitTime));
        var details = new Option<string?>("--details") { Description = "What others should know about the lock; not with --wait", HelpName = "text" };
        var shell = ShellOption.Create();
        var command = new Command("lock", "Lock resources, and print the tokens that free them") { name, ttl, wait, details, shell };
        selection.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetResult(details) is not null && result.GetResult(wait) is not null) result.AddError("--details cannot go with --wait");
        });
        command.SetAction(globals.Do(async (line, session) =>
        {
            if (line.GetValue(shell)) await ExportedLocks.EnsureNoneIsHeldAsync(session);
            var lines = new WaitLine(session.Screen, quiet: false);
            var granter = new Granter(session.Api, lines, session.Interrupts, session.Patience);
            var wanted = selection.Read(line, line.GetValue(name)) with { Ttl = line.GetValue(ttl), Wait = line.GetValue(wait) ?? TimeSpan.Zero, Details = line.GetValue(details) };
            await GrantOutput.ShowAsync(session, await granter.GetAsync(wanted, session.Token), line.GetValue(shell));
            return ExitCodes.Done;
        }));
        return command;
    }
}
