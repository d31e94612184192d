using System.CommandLine;
using RentABot.Cli.Completion;

namespace RentABot.Cli.Commands;

internal static class CompletionCommand
{
    public static Command Create()
    {
        var shell = new Argument<string>("shell") { Description = "The shell" };
        WordOption.AcceptOnly(shell, CompletionScripts.Shells);
        var command = new Command("completion", "Print what makes a shell complete command lines") { shell };
        command.SetAction(line =>
        {
            new Output.Screen(json: false).Raw(CompletionScripts.Of(line.GetValue(shell)!));
            return ExitCodes.Done;
        });
        return command;
    }
}
