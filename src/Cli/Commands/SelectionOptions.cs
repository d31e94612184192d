using System.CommandLine;
using System.CommandLine.Completions;
using RentABot.Cli.Completion;
using RentABot.Cli.Waiting;
using RentABot.Rules;

namespace RentABot.Cli.Commands;

/// <summary>Which resources are asked for, how many, for whom and how urgently.</summary>
internal sealed class SelectionOptions
{
    private const string ClientVariable = "RENTABOT_CLIENT_ID";
    private const string Example = "--tags arm64,board";

    private readonly Option<string[]> _tags;
    private readonly Option<string?> _expression = new("--expression", "-e")
    {
        Description = "Those whose tags satisfy this, such as 'arm64 && (usb || hdmi) && !broken'",
        HelpName = "expression",
    };

    private readonly Option<string?> _name;
    private readonly Option<int?> _quantity = NumberOption.Create("--quantity", "How many, all of them or none (default 1)", 1, Limits.MaxQuantity);
    private readonly Option<int?> _priority = NumberOption.Create(
        "--priority", $"{Limits.MinPriority} (most urgent) to {Limits.MaxPriority} (default 5)", Limits.MinPriority, Limits.MaxPriority);

    private readonly Option<string?> _clientId = new("--client-id")
    {
        Description = $"Who the lock is for, for others to see; else {ClientVariable}, else the name of the key",
        HelpName = "name",
    };

    private readonly ServerWords _words;

    public SelectionOptions(Globals globals)
    {
        _words = new ServerWords(globals);
        _tags = new Option<string[]>("--tags", "-t")
        {
            Description = "Those that have all of these tags, with commas between them",
            HelpName = "tags",
            CompletionSources = { _words.Tags },
        };
        _name = new Option<string?>("--name") { Description = "The one of this name", HelpName = "name", CompletionSources = { _words.Names } };
        _quantity.Aliases.Add("-n");
    }

    private Option[] Kinds => [_tags, _expression, _name];

    public void AddTo(Command command)
    {
        foreach (var option in Kinds.Concat([_quantity, _priority, _clientId])) command.Add(option);
    }

    /// <summary>A name that stands alone, without its option.</summary>
    public Argument<string?> CreateName()
    {
        var name = new Argument<string?>("name") { Description = "The one of this name", HelpName = "name", Arity = ArgumentArity.ZeroOrOne };
        Complete(name);
        return name;
    }

    /// <summary>Offers names where one may stand.</summary>
    public void Complete(Argument argument) => argument.CompletionSources.Add(context => IsComplete(context, argument) ? [] : _words.Names(context));

    /// <param name="line">What was written.</param>
    /// <param name="name">A name that stood alone.</param>
    /// <exception cref="CliException">Nothing is asked for, or several things.</exception>
    public Wanted Read(ParseResult line, string? name)
    {
        var kinds = Kinds.Where(option => line.GetResult(option) is not null).Select(option => option.Name).ToList();
        if (name is not null) kinds.Insert(0, $"the name {name}");
        if (kinds.Count == 0) throw Mistakes.In(line, $"nothing is asked for: give a name, --expression or --tags, such as {Example}");
        if (kinds.Count > 1 && name is not null && StrayWords.BehindOption(line, name) is { } form) throw Mistakes.In(line, form);
        if (kinds.Count > 1) throw Mistakes.In(line, $"{string.Join(" and ", kinds)} cannot go together: give one of them");
        var tags = line.GetValue(_tags) is { Length: > 0 } given ? given.SelectMany(some => TagSyntax.Split(some, out _)).ToList() : null;

        // What a script gives whose variable is empty.
        if (tags is { Count: 0 }) throw new CliException(ExitCodes.Invalid, "invalid", $"--tags has no tag: give at least one, such as {Example}");
        return new Wanted
        {
            Tags = tags,
            Expression = line.GetValue(_expression),
            Name = line.GetValue(_name) ?? name,
            Quantity = line.GetValue(_quantity),
            Priority = line.GetValue(_priority),
            ClientId = line.GetValue(_clientId) ?? NullIfEmpty(Environment.GetEnvironmentVariable(ClientVariable)),
        };
    }

    /// <summary>What is asked for was said before the word that is being written.</summary>
    private bool IsComplete(CompletionContext context, Argument argument) =>
        Kinds.Any(option => context.ParseResult.GetResult(option) is not null)
        || (context.ParseResult.GetResult(argument)?.Tokens is [var token, ..] && token.Value != context.WordToComplete);

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
