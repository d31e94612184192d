using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using RentABot.Cli.Output;

namespace RentABot.Cli.Commands;

/// <summary>What is granted, as lines for <c>eval "$(rentabot … --shell)"</c>.</summary>
internal static class ShellOption
{
    private const string Name = "--shell";

    public static Option<bool> Create() => new(Name)
    {
        Description = "Print lines for eval in a POSIX shell: exports, or what makes eval end with the exit code",
    };

    /// <summary>Also of a line that is not understood.</summary>
    public static bool IsGiven(ParseResult line) =>
        line.Tokens.TakeWhile(token => token.Type != TokenType.DoubleDash).Any(token => token.Value == Name);

    /// <summary>A shell loses the exit code of what it takes the words of, and eval ends with that of the last line.</summary>
    public static void TellExitCode(int exitCode)
    {
        try
        {
            new Screen(json: false).Raw(string.Create(CultureInfo.InvariantCulture, $"(exit {exitCode})\n"));
        }
        catch (IOException)
        {
            // Nobody takes it.
        }
    }
}
