using System.CommandLine;
using RentABot.Cli.Waiting;

namespace RentABot.Cli.Commands;

/// <summary>Lock tokens, from where nobody else can read them, or from the command line.</summary>
internal sealed class TokenOptions
{
    private static readonly char[] Separators = [' ', ',', '\t', '\r', '\n'];

    private readonly Option<string[]> _token = new("--token")
    {
        Description = $"A lock's token, for all users of this machine to see; better in {Grant.TokensVariable} or by --stdin",
        HelpName = "token",
    };

    private readonly Option<bool> _stdin = new("--stdin") { Description = "Read tokens from standard input" };

    public void AddTo(Command command)
    {
        command.Add(_token);
        command.Add(_stdin);
    }

    /// <summary>No token was given, so those of this shell are meant.</summary>
    public bool AreExported(ParseResult line) => line.GetResult(_token) is null && !line.GetValue(_stdin);

    /// <exception cref="CliException">There is none.</exception>
    public async Task<IReadOnlyList<string>> ReadAsync(ParseResult line, CancellationToken cancellationToken)
    {
        IEnumerable<string> texts = line.GetValue(_token) is { Length: > 0 } given ? given : [];
        if (line.GetValue(_stdin)) texts = texts.Append(await Console.In.ReadToEndAsync(cancellationToken));
        var tokens = AreExported(line) ? ExportedLocks.Tokens : [.. texts.SelectMany(Split)];
        return tokens.Count > 0 ? tokens : throw CliException.Usage(
            $"There is no lock token – lock or claim prints it: give it by --stdin or --token; eval \"$(rentabot lock … --shell)\", or claim, puts it into "
            + $"{Grant.TokensVariable}, where it is found; an admin ends any lock by rentabot unlock NAME --force");
    }

    public static IReadOnlyList<string> Split(string text) => text.Split(Separators, StringSplitOptions.RemoveEmptyEntries);
}
