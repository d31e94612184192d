using System.CommandLine;
using System.CommandLine.Invocation;
using RentABot.Descriptors;
using RentABot.Hosting;

namespace RentABot.Allocator.Operations;

/// <summary>Runs a program as its command line says; one that is wrong ends it with one line on standard error.</summary>
internal static class ProgramLine
{
    public static async Task<int> RunAsync(RootCommand root, string[] args)
    {
        // A value may begin with @.
        var line = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (line.Errors.Count > 0 && line.Action is ParseErrorAction) return await ServiceHost.EndAsync($"{MistakeIn(line)}; see --help", ExitCodes.Failed);

        // Interrupts are the host's, which stops as long as it takes to stop cleanly.
        return await line.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
    }

    private static string MistakeIn(ParseResult line)
    {
        if (line.UnmatchedTokens is not [var word, ..]) return line.Errors[0].Message.TrimEnd('.');
        var command = line.CommandResult.Command;
        var meant = NearMatch.OfLine(word, command.Subcommands.Select(one => one.Name).Concat(command.Options.Select(option => option.Name)));
        return $"'{word}' is not understood{(meant is null ? "" : $"; did you mean {meant}?")}";
    }
}
