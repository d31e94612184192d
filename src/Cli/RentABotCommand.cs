using System.CommandLine;
using System.CommandLine.Help;
using RentABot.Cli.Commands;

namespace RentABot.Cli;

/// <summary>The command line.</summary>
internal static class RentABotCommand
{
    private const string Description =
        """
        Rent-A-Bot hands out exclusive access to shared resources: boards, phones, licences.

          rentabot run --tags arm64 -- make test      waits for a board, runs the test with it, frees it
          rentabot list                               what there is, and who has it
        """;

    public static Task<int> RunAsync(string[] args)
    {
        // A command behind -- may have words that look like response files.
        var line = Create().Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (line.Errors.Count > 0 && line.Action is System.CommandLine.Invocation.ParseErrorAction) return Task.FromResult(Refuse(line));

        // Interrupts are the commands' own.
        return line.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
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
        help.Action = new HelpWithExitCodes((HelpAction)help.Action!);
        return root;
    }

    private static int Refuse(ParseResult line)
    {
        var names = new List<string>();
        for (var command = line.CommandResult; command is not null; command = command.Parent as System.CommandLine.Parsing.CommandResult) names.Insert(0, command.Command.Name);
        var screen = new Output.Screen(line.Tokens.Any(token => token.Value == "--json"));
        screen.Error(CliException.Usage($"{line.Errors[0].Message.TrimEnd('.')} – see {string.Join(' ', names)} --help"));
        return ExitCodes.Usage;
    }
}
