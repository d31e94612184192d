using System.CommandLine;
using System.CommandLine.Parsing;

namespace RentABot.Cli;

/// <summary>What is wrong with a command line, in the words of who wrote it: the parser's own speak of its types.</summary>
internal static class Mistakes
{
    private const int MostOfValue = 80;

    /// <summary>A value that is not what its option takes.</summary>
    public static string Value(string name, string given, string expected) =>
        $"{name} cannot be '{(given.Length > MostOfValue ? given[..MostOfValue] + "…" : given)}': it must be {expected}";

    /// <summary>The first mistake of a line that has one.</summary>
    public static string First(ParseResult line)
    {
        if (line.UnmatchedTokens is [var word, ..]) return $"'{word}' is not understood here";
        var error = line.Errors[0];
        return (error.SymbolResult switch
        {
            OptionResult option => OfOption(option),
            ArgumentResult argument => OfArgument(argument),
            CommandResult command => OfCommand(command),
            _ => null,
        }) ?? error.Message.TrimEnd('.');
    }

    private static string? OfOption(OptionResult result)
    {
        var option = result.Option;
        if (result.IdentifierTokenCount == 0 && option.Required) return Missing(option);
        if (result.Tokens.Count < option.Arity.MinimumNumberOfValues) return $"{option.Name} needs a value behind it: {option.HelpName}";
        if (result.Tokens.Count > option.Arity.MaximumNumberOfValues) return $"{option.Name} can be given only once";
        return option.ValueType == typeof(bool) ? $"{option.Name} stands alone, without a value" : null;
    }

    private static string? OfArgument(ArgumentResult result) => IsMissing(result.Argument, result) ? Missing(result.Argument) : null;

    private static string? OfCommand(CommandResult result)
    {
        var command = result.Command;
        if (command.Subcommands.Count > 0) return $"a command is missing, one of {string.Join(", ", command.Subcommands.Select(known => known.Name))}";
        if (command.Arguments.FirstOrDefault(argument => IsMissing(argument, result.GetResult(argument))) is { } wanted) return Missing(wanted);
        return command.Options.FirstOrDefault(option => option.Required && result.GetResult(option) is null) is { } required
            ? Missing(required)
            : null;
    }

    private static bool IsMissing(Argument argument, ArgumentResult? result) => (result?.Tokens.Count ?? 0) < argument.Arity.MinimumNumberOfValues;

    private static string Missing(Option option) => $"{option.Name} is missing: {option.HelpName}";

    private static string Missing(Argument argument) => $"the {argument.Name} is missing: {char.ToLowerInvariant(argument.Description![0])}{argument.Description[1..]}";
}
