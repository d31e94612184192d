using System.CommandLine;
using System.CommandLine.Parsing;
using RentABot.Cli.Output;

namespace RentABot.Cli;

/// <summary>Words that mean nothing where they stand, while it is plain what they were to say: the form that says it.</summary>
internal static class StrayWords
{
    private const string OneName = "a name is for one: several are asked for by a tag that they have, and -n";

    /// <summary>By the command, or by the command and its option that the word stands right behind.</summary>
    private static readonly Dictionary<string, Func<string, string>> Forms = new(StringComparer.Ordinal)
    {
        ["lock"] = _ => OneName,
        ["reserve"] = _ => OneName,
        ["reserve --wait"] = word => $"--wait stands alone, --max-wait {word} says how long to wait at most",
        ["claim --wait"] = _ => "--wait stands alone: it waits for as long as the --max-wait of reserve says",
        ["unlock"] = _ => "one name at a time; without any, all locks of this shell are freed",
        ["list"] = word => $"a list takes no names: rentabot show {word} shows the one of that name, --tags {word} lists those with that tag",
        ["show"] = _ => "one name at a time; rentabot list shows several",
        ["queue"] = word => $"--client-id {word} lists those of that client",
        ["expired"] = word => $"rentabot events --types LockExpired --resource {word} shows those of one resource",
        ["events"] = word => $"--resource {word} shows those of one resource, --tags {word} those of all with that tag",
        ["audit"] = word => $"--resource {word} shows the rows of one resource, --actor {word} those of one key",
        ["status"] = word => $"rentabot show {word} tells how that resource is",
    };

    /// <returns>Null where nothing is known of such a word.</returns>
    public static string? FormOf(ParseResult line, string word) =>
        word.StartsWith('-') ? null : BehindOption(line, word) ?? Forms.GetValueOrDefault(line.CommandResult.Command.Name)?.Invoke(word);

    /// <summary>Of a word that was taken for a name, and was to be the value of an option that has none.</summary>
    public static string? BehindOption(ParseResult line, string word) =>
        Forms.GetValueOrDefault($"{line.CommandResult.Command.Name} {Before(line, word)?.Value}")?.Invoke(word);

    /// <summary>Of a text whose words are not held together: that of the option behind which they stand, or of the one that is missing.</summary>
    public static string? TextOf(ParseResult line)
    {
        if (line.UnmatchedTokens.Any(word => word.StartsWith('-'))) return null;
        var before = Before(line, line.UnmatchedTokens[0]);
        foreach (var option in line.CommandResult.Command.Options.Where(option => option.HelpName == "text"))
        {
            var given = line.GetResult(option)?.Tokens ?? [];
            if (given.Count == 0 ? !option.Required : !given[^1].Equals(before)) continue;
            var text = string.Join(' ', [.. given.Select(token => token.Value), .. line.UnmatchedTokens]);
            return $"a text of several words stands in quotes: {option.Name} {ShellLines.Quote(text)}";
        }

        return null;
    }

    private static Token? Before(ParseResult line, string word) => line.Tokens.TakeWhile(token => token.Value != word).LastOrDefault();
}
