using System.CommandLine;
using System.CommandLine.Parsing;
using RentABot.Descriptors;

namespace RentABot.Cli;

/// <summary>What is wrong with a command line, in the words of who wrote it: the parser's own speak of its types.</summary>
internal static class Mistakes
{
    private const int MostOfValue = 80;

    /// <summary>A value that is not what its option takes.</summary>
    public static string Value(string name, string given, string expected) =>
        $"{name} cannot be '{(given.Length > MostOfValue ? given[..MostOfValue] + "…" : given)}': it must be {expected}";

    /// <summary>Ends the program by what is wrong with its line.</summary>
    public static CliException In(ParseResult line, string mistake)
    {
        var path = new List<string>();
        for (var result = line.CommandResult; result is not null; result = result.Parent as CommandResult) path.Insert(0, result.Command.Name);
        return CliException.Usage($"{mistake} – see {string.Join(' ', path)} --help");
    }

    /// <summary>A word that has no meaning where it stands, with the one that may be meant, or else what to say of it.</summary>
    public static string Word(string word, Command command, string otherwise = "")
    {
        if (Globals.OptionsOf(command).Any(option => option.Name == word || option.Aliases.Contains(word))) return $"{word} stands behind {command.Name}, not in front of it";

        var meant = NearMatch.OfLine(word, command.Subcommands.Select(one => one.Name).Concat(Globals.OptionsOf(command).Select(option => option.Name)));
        return $"'{word}' is not understood here{(meant is null ? otherwise : $"; did you mean {meant}?")}";
    }

    /// <summary>The first mistake of a line that has one, or all that is missing.</summary>
    public static string First(ParseResult line)
    {
        if (line.UnmatchedTokens is [var first, ..])
        {
            var word = TakenForValue(line.CommandResult) ?? first;
            return StrayWords.TextOf(line) ?? Word(word, line.CommandResult.Command, StrayWords.FormOf(line, word) is { } form ? $"; {form}" : "");
        }

        if (MissingIn(line.CommandResult) is { Count: > 0 } missing) return string.Join("; ", missing);
        var error = line.Errors[0];
        return (error.SymbolResult switch
        {
            OptionResult option => OfOption(option),
            CommandResult { Command.Subcommands: { Count: > 0 } known } => $"a command is missing, one of {string.Join(", ", known.Select(one => one.Name))}",
            _ => null,
        }) ?? error.Message.TrimEnd('.');
    }

    private static string? OfOption(OptionResult result)
    {
        var option = result.Option;
        if (result.Tokens.Count < option.Arity.MinimumNumberOfValues) return $"{option.Name} needs a value behind it: {option.HelpName}";
        if (result.Tokens.Count > option.Arity.MaximumNumberOfValues) return $"{option.Name} can be given only once";
        return option.ValueType == typeof(bool) ? $"{option.Name} stands alone, without a value" : null;
    }

    /// <summary>An option that nobody knows is taken for an argument, and what follows it is too much.</summary>
    private static string? TakenForValue(CommandResult result) => result.Children.OfType<ArgumentResult>()
        .SelectMany(argument => argument.Tokens).Select(token => token.Value).FirstOrDefault(value => value.StartsWith('-'));

    private static List<string> MissingIn(CommandResult result) =>
    [
        .. result.Command.Arguments.Where(argument => IsMissing(argument, result.GetResult(argument))).Select(Missing),
        .. result.Command.Options.Where(option => option.Required && result.GetResult(option) is null or { Implicit: true }).Select(Missing),
    ];

    private static bool IsMissing(Argument argument, ArgumentResult? result) => (result?.Tokens.Count ?? 0) < argument.Arity.MinimumNumberOfValues;

    private static string Missing(Option option) => $"{option.Name} is missing: {InSentence(option.Description!)}";

    private static string Missing(Argument argument) => $"the {argument.Name} is missing: {InSentence(argument.Description!)}";

    private static string InSentence(string description) => char.ToLowerInvariant(description[0]) + description[1..];
}
