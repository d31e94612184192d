using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using RentABot.Cli.Commands;
using RentABot.Cli.Servers;
using RentABot.Cli.Waiting;

namespace RentABot.Cli;

/// <summary>The help, with what the parser does not know: variables, where the configuration file is, and exit codes.</summary>
internal sealed class HelpPage(HelpAction help) : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        help.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        switch (parseResult.CommandResult.Command.Name)
        {
            case "run":
                Write(output, "Examples:", RunCommand.Examples);
                Write(output, "Variables of the command that runs:", Grant.Described);
                break;
            case "lock" or "claim":
                Write(output, "Variables of --shell:", Grant.Described.Append((Grant.TokensVariable, "the lock tokens, which unlock and extend take from there")));
                break;
            case "import":
                Write(output, "A descriptor:", ImportCommand.Example.Split('\n'));
                Write(output, "What an import does:", ImportCommand.Rules);
                break;
        }

        output.WriteLine("Configuration file:");
        output.WriteLine($"  {Globals.PathOfFile}");
        output.WriteLine($"  ({ServerFile.Place})");
        output.WriteLine();
        Write(output, "Exit codes:", ExitCodes.All);
        return ExitCodes.Done;
    }

    private static void Write(TextWriter output, string title, IEnumerable<(string Name, string Meaning)> rows)
    {
        var all = rows.ToList();
        var width = all.Max(row => row.Name.Length);
        Write(output, title, all.Select(row => $"{row.Name.PadRight(width)}  {row.Meaning}"));
    }

    private static void Write(TextWriter output, string title, IEnumerable<string> lines)
    {
        output.WriteLine(title);
        foreach (var line in lines) output.WriteLine($"  {line}");
        output.WriteLine();
    }
}
