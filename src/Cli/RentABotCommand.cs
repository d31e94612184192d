using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using RentABot.Cli.Commands;
using RentABot.Cli.Completion;
using RentABot.Cli.Output;

namespace RentABot.Cli;

/// <summary>The command line.</summary>
internal static class RentABotCommand
{
    private const string Description =
        """
        Rent-A-Bot hands out exclusive access to shared resources: boards, phones, licences.

          rentabot run --tags arm64,board -- make test   waits for a board, runs the test with it, frees it
          rentabot list                                  what there is, and who has it
        """;

    public static async Task<int> RunAsync(string[] args)
    {
        // A command behind -- may have words that look like response files.
        var line = Create().Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        var exitCode = line.Errors.Count > 0 && line.Action is ParseErrorAction
            ? Refuse(line)

            // Interrupts are the commands' own.
            : await line.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
        if (exitCode != ExitCodes.Done && ShellOption.IsGiven(line)) ShellOption.TellExitCode(exitCode);
        return exitCode;
    }

    public static RootCommand Create()
    {
        var globals = new Globals();
        var root = new RootCommand(Description)
        {
            RunCommand.Create(globals),
            LockCommand.Create(globals),
            UnlockCommand.Create(globals),
            ExtendCommand.Create(globals),
            ReserveCommand.Create(globals),
            ClaimCommand.Create(globals),
            CancelCommand.Create(globals),
            ListCommand.Create(globals),
            ShowCommand.Create(globals),
            QueueCommand.Create(globals),
            WhyCommand.Create(globals),
            ExpiredCommand.Create(globals),
            MaintenanceCommand.Create(globals),
            EventsCommand.Create(globals),
            AuditCommand.Create(globals),
            ImportCommand.Create(globals),
            ExportCommand.Create(globals),
            WhoAmICommand.Create(globals),
            StatusCommand.Create(globals),
            CompletionCommand.Create(),
        };
        foreach (var option in globals.All) root.Add(option);
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpPage((HelpAction)help.Action!);
        var suggest = root.Directives.OfType<SuggestDirective>().Single();
        suggest.Action = new Suggestions(root, suggest);
        return root;
    }

    private static int Refuse(ParseResult line)
    {
        new Screen(line.Tokens.Any(token => token.Value == "--json")).Error(Mistakes.In(line, Mistakes.First(line)));
        return ExitCodes.Usage;
    }
}
