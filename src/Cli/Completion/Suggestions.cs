using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Globalization;

namespace RentABot.Cli.Completion;

/// <summary>
/// What may stand next on a command line. The parser's own way takes whatever follows an option that can be given more than
/// once for one more of its values, and what stands behind <c>--</c> for words of this program.
/// </summary>
internal sealed class Suggestions(RootCommand root, Directive directive) : SynchronousCommandLineAction
{
    private const string EndOfOptions = "--";

    public override int Invoke(ParseResult parseResult)
    {
        var text = parseResult.Tokens.LastOrDefault(token => token.Type != TokenType.Directive)?.Value ?? "";
        if (parseResult.GetResult(directive)?.Values is [var place] && int.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out var cursor))
        {
            // Shells leave out a blank at the end that the cursor stands behind.
            text = cursor > text.Length ? text + ' ' : text[..cursor];
        }

        foreach (var item in Of(text, parseResult.Configuration)) parseResult.InvocationConfiguration.Output.WriteLine(item.Label);
        return ExitCodes.Done;
    }

    private IEnumerable<CompletionItem> Of(string text, ParserConfiguration configuration)
    {
        var line = root.Parse(text, configuration);
        var context = line.GetCompletionContext();
        var words = CommandLineParser.SplitCommandLine(text).ToList();
        if (context.WordToComplete.Length > 0 && words.Count > 0) words.RemoveAt(words.Count - 1);
        if (words.Contains(EndOfOptions)) return [];
        var command = line.CommandResult.Command;
        var given = Globals.OptionsOf(command).Where(option => words.Exists(word => IsNamed(option, word))).ToList();
        if (given.Find(option => IsNamed(option, words[^1]) && option.Arity.MinimumNumberOfValues > 0) is { } unfinished) return unfinished.GetCompletions(context);
        given.RemoveAll(option => option.Arity.MaximumNumberOfValues > 1);
        return command.GetCompletions(context).Where(item => !given.Exists(option => IsNamed(option, item.Label)));
    }

    private static bool IsNamed(Option option, string word) => option.Name == word || option.Aliases.Contains(word);
}
