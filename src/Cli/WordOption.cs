using System.CommandLine;
using System.CommandLine.Parsing;

namespace RentABot.Cli;

/// <summary>Options and arguments that take one of a few words.</summary>
internal static class WordOption
{
    public static Option<string?> Create(string name, string description, string[] words)
    {
        var option = new Option<string?>(name) { Description = description, HelpName = string.Join('|', words) };
        option.CompletionSources.Add(words);
        option.Validators.Add(result => Check(result, name, words));
        return option;
    }

    public static void AcceptOnly(Argument<string> argument, string[] words)
    {
        argument.HelpName = string.Join('|', words);
        argument.CompletionSources.Add(words);
        argument.Validators.Add(result => Check(result, $"the {argument.Name}", words));
    }

    private static void Check(SymbolResult result, string name, string[] words)
    {
        if (result.Tokens is [var token] && !words.Contains(token.Value)) result.AddError(Mistakes.Value(name, token.Value, $"one of {string.Join(", ", words)}"));
    }
}
