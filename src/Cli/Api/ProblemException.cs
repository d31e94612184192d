using System.Text;

namespace RentABot.Cli.Api;

/// <summary>The server refuses.</summary>
internal sealed class ProblemException(Problem problem, ReadOnlyMemory<byte> document)
    : CliException(ProblemAdvice.ExitCodeOf(problem), problem.Code, MessageOf(problem))
{
    public Problem Problem => problem;

    /// <summary>As it came, where it came from the server.</summary>
    public ReadOnlyMemory<byte> Document => document;

    public static ProblemException Of(ApiAnswer answer)
    {
        var problem = Problem.Of(answer);
        return new ProblemException(problem, problem.Type == "about:blank" ? default : answer.Body);
    }

    private static string MessageOf(Problem problem)
    {
        var text = new StringBuilder(problem.Detail.TrimEnd('.'));
        foreach (var (field, messages) in problem.Errors ?? new Dictionary<string, IReadOnlyList<string>>())
        {
            text.Append("; ").Append(field).Append(": ").AppendJoin(", ", messages);
        }

        if (ProblemAdvice.Of(problem.Code) is { } advice) text.Append(" – ").Append(advice);
        return text.ToString();
    }
}
