namespace RentABot.Cli.Api;

/// <summary>The server refuses.</summary>
internal sealed class ProblemException(Problem problem, ReadOnlyMemory<byte> document)
    : CliException(ProblemAdvice.ExitCodeOf(problem), problem.Code, MessageOf(problem))
{
    private const string Invalid = "invalid";

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
        var fields = problem.Errors ?? new Dictionary<string, IReadOnlyList<string>>();
        var parts = fields.Select(field => $"{ProblemFields.NameOf(field.Key)}: {string.Join(", ", field.Value)}");

        // That something is invalid says nothing that its fields do not say better.
        if (problem.Code != Invalid || fields.Count == 0) parts = parts.Prepend(problem.Detail.TrimEnd('.'));
        var advice = ProblemAdvice.Of(problem.Code) ?? fields.Keys.Select(ProblemFields.ExampleOf).FirstOrDefault(example => example is not null);
        return string.Join("; ", parts) + (advice is null ? "" : $" – {advice}");
    }
}
