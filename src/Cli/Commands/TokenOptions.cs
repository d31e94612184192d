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

    /// <exception cref="CliException">There is none.</exception>
    public async Task<IReadOnlyList<string>> ReadAsync(ParseResult line, CancellationToken cancellationToken)
    {
        IEnumerable<string> texts = line.GetValue(_token) is { Length: > 0 } given ? given : [];
        if (line.GetValue(_stdin)) texts = texts.Append(await Console.In.ReadToEndAsync(cancellationToken));
        if (!texts.Any()) texts = [Environment.GetEnvironmentVariable(Grant.TokensVariable) ?? ""];
        var tokens = texts.SelectMany(text => text.Split(Separators, StringSplitOptions.RemoveEmptyEntries)).ToList();
        return tokens.Count > 0 ? tokens : throw CliException.Usage(
            $"There is no lock token – put it into {Grant.TokensVariable}, as rentabot lock --shell does, or give it by --stdin or --token");
    }
}
