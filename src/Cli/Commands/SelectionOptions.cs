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
    private readonly Argument<string?>? _resource;
    private readonly Option<int?> _quantity = NumberOption.Create("--quantity", "How many, all of them or none (default 1)", 1, Limits.MaxQuantity);
    private readonly Option<int?> _priority = NumberOption.Create(
        "--priority", $"{Limits.MinPriority} (most urgent) to {Limits.MaxPriority} (default 5)", Limits.MinPriority, Limits.MaxPriority);

    private readonly Option<string?> _clientId = new("--client-id")
    {
        Description = $"Who the lock is for, for others to see; else {ClientVariable}, else the name of the key",
        HelpName = "name",
    };

    /// <param name="globals">Whose server is asked for completions.</param>
    /// <param name="takesResource">A name may stand alone, without its option.</param>
    public SelectionOptions(Globals globals, bool takesResource)
    {
        var words = new ServerWords(globals);
        if (takesResource)
        {
            _resource = new Argument<string?>("name")
            {
                Description = "The one of this name",
                HelpName = "name",
                Arity = ArgumentArity.ZeroOrOne,
                CompletionSources = { context => IsComplete(context) ? [] : words.Names(context) },
            };
        }

        _tags = new Option<string[]>("--tags", "-t")
        {
            Description = "Those that have all of these tags, with commas between them",
            HelpName = "tags",
            CompletionSources = { words.Tags },
        };
        _name = new Option<string?>("--name") { Description = "The one of this name", HelpName = "name", CompletionSources = { words.Names } };
        _quantity.Aliases.Add("-n");
    }

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _tags, _expression, _name, _quantity, _priority, _clientId }) command.Add(option);
        if (_resource is not null) command.Add(_resource);
        command.Validators.Add(result =>
        {
            var given = new Option[] { _tags, _expression, _name }.Where(option => result.GetResult(option) is not null).Select(option => option.Name).ToList();
            if (_resource is not null && result.GetValue(_resource) is { } resource) given.Insert(0, $"the name {resource}");
            if (given.Count == 0) result.AddError($"nothing is asked for: give {(_resource is null ? "--name" : "a name")}, --expression or --tags, such as {Example}");
            else if (given.Count > 1) result.AddError($"{string.Join(" and ", given)} cannot go together: give one of them");
        });
    }

    public Wanted Read(ParseResult line)
    {
        var tags = line.GetValue(_tags) is { Length: > 0 } given ? given.SelectMany(some => TagSyntax.Split(some, out _)).ToList() : null;

        // What a script gives whose variable is empty.
        if (tags is { Count: 0 }) throw new CliException(ExitCodes.Invalid, "invalid", $"--tags has no tag: give at least one, such as {Example}");
        return new Wanted
        {
            Tags = tags,
            Expression = line.GetValue(_expression),
            Name = line.GetValue(_name) ?? (_resource is null ? null : line.GetValue(_resource)),
            Quantity = line.GetValue(_quantity),
            Priority = line.GetValue(_priority),
            ClientId = line.GetValue(_clientId) ?? NullIfEmpty(Environment.GetEnvironmentVariable(ClientVariable)),
        };
    }

    /// <summary>What is asked for was said before the word that is being written.</summary>
    private bool IsComplete(CompletionContext context) =>
        new Option[] { _tags, _expression, _name }.Any(option => context.ParseResult.GetResult(option) is not null)
        || (context.ParseResult.GetResult(_resource!)?.Tokens is [var token] && token.Value != context.WordToComplete);

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
